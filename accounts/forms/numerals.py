"""Figures as people type and speak them: full width, commas, 1.2万, 三千八. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
UNITS = {"十": 10, "百": 100, "千": 1000}
GREAT = {"万": 10_000, "亿": 100_000_000}
SCALES = {**UNITS, **GREAT}
_LATIN = re.compile(r"(\d+(?:\.\d+)?|\.\d+)(亿|千万|百万|万|千|百)?")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?")


def narrow(text: str) -> str:
    """Full-width letters, digits and signs to plain ones; invisible characters and outer blanks gone."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(char for char in plain if unicodedata.category(char) != "Cf").strip()


def _below_ten_thousand(text: str) -> int | None:
    """三千八百 → 3800, 三千八 → 3800, 十二 → 12."""
    total, digit, last_unit = 0, None, 1
    for char in text:
        if char in UNITS:
            if UNITS[char] >= last_unit and last_unit != 1:
                return None
            total += (1 if digit is None else digit) * UNITS[char]
            digit, last_unit = None, UNITS[char]
        elif char in DIGITS:
            if digit:  # 二三 is a list of digits, not a number
                return None
            if DIGITS[char] == 0:
                last_unit = 1  # 三千零八 is 3008: the zero says the unit is not implied
            digit = DIGITS[char]
        else:
            return None
    if digit:
        total += digit * (last_unit // 10 if last_unit > 10 else 1)
    return total


def spoken_number(text: str) -> int | None:
    """A whole number in Chinese numerals, or None when it is not one."""
    if not text or any(char not in DIGITS and char not in SCALES for char in text):
        return None
    total, rest = 0, text
    for name, scale in sorted(GREAT.items(), key=lambda pair: -pair[1]):
        if rest.count(name) > 1:
            return None
        head, found, tail = rest.partition(name)
        if not found:
            continue
        count = _below_ten_thousand(head)
        if not count:
            return None
        total += count * scale
        rest = tail
        if len(rest) == 1 and rest in DIGITS:  # 一万二 is 12,000
            return total + DIGITS[rest] * scale // 10
    small = _below_ten_thousand(rest) if rest else 0
    return None if small is None else total + small


def typed_number(text: str) -> Decimal | None:
    """3800, 3,800.50, 1.2万, 3千, 1万2千 as a decimal; None when it cannot be read for certain."""
    if "," in text:
        if not _GROUPED.fullmatch(re.sub(r"[万千百亿]+$", "", text)):
            return None
        text = text.replace(",", "")
    total, position, last = Decimal(0), 0, None
    while position < len(text):
        match = _LATIN.match(text, position)
        if match is None or (last is not None and last == 1):
            return None
        scale = 1
        for char in match[2] or "":
            scale *= SCALES[char]
        if last is not None and scale >= last:
            return None
        try:
            total += Decimal(match[1]) * scale
        except InvalidOperation:
            return None
        position, last = match.end(), scale
    return total if last is not None else None
