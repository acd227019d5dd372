"""What a person typed as a date. Used by the date fields and by imports."""

from __future__ import annotations

import re
from datetime import date, timedelta

from accounts.forms.numerals import narrow, spoken_number

_FULL = re.compile(r"(\d{4}|\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?")
_TIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT = re.compile(r"(\d{1,2})[-/.月](\d{1,2})[日号]?")
_SPOKEN = re.compile(r"([一二三四五六七八九十]+)月([一二三四五六七八九十]+)[日号]")
_WORDS = {"今天": 0, "昨天": -1, "前天": -2, "大前天": -3, "明天": 1, "后天": 2}
_YEARS = {"今年": 0, "去年": -1, "前年": -2, "明年": 1}


class NotADate(ValueError):
    """It is no date, or a day that the calendar does not have."""


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as problem:
        raise NotADate from problem


def _nearest(month: int, day: int, today: date, *, ahead: bool) -> date:
    """The year that was left out: the last such day for the past, the next one for the future."""
    years = range(today.year, today.year + 9) if ahead else range(today.year, today.year - 9, -1)
    for year in years:  # 29 February is not in every year
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if (found >= today) if ahead else (found <= today):
            return found
    raise NotADate


def parse_date(typed: str, *, today: date, ahead: bool = False) -> date:
    """2026-06-20, 2026/6/20, 20260620, 2026年6月20日, 6月20日, 去年6月20日, 昨天; raises NotADate.

    Without a year the nearest such day is meant: in the past, or with `ahead` in the future.
    """
    text = re.sub(r"\s+", "", narrow(typed)).replace("。", ".")
    if text in _WORDS:
        return today + timedelta(days=_WORDS[text])
    for word, shift in _YEARS.items():
        if text.startswith(word):
            text = f"{today.year + shift}年{text.removeprefix(word)}"
    if match := _FULL.fullmatch(text) or _TIGHT.fullmatch(text):
        century = 2000 if len(match[1]) == 2 else 0
        return _day(century + int(match[1]), int(match[2]), int(match[3]))
    if match := _SHORT.fullmatch(text):
        return _nearest(int(match[1]), int(match[2]), today, ahead=ahead)
    if match := _SPOKEN.fullmatch(text):
        month, day = spoken_number(match[1]), spoken_number(match[2])
        if month and day:
            return _nearest(month, day, today, ahead=ahead)
    raise NotADate
