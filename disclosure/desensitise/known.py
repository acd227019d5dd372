"""The facts of the case that we hold already: masked in whatever spelling the text has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pypinyin import lazy_pinyin

from disclosure.desensitise.digits import digits_of, numbers
from disclosure.desensitise.normalise import normalise
from disclosure.desensitise.page import Page
from disclosure.desensitise.person.surnames import DOUBLE
from disclosure.desensitise.spans import Finding, Kind

_GAP = r"[\s·.,_*-]{0,2}"
_DETAIL = re.compile(
    r"[㐀-鿿]{1,8}?(?:大道|路|街|巷|弄)[0-9]{1,5}号?|[㐀-鿿A-Za-z]{2,8}?(?:小区|花园|家园"
    r"|公寓|苑|新村|村|大厦|广场|城|府)"
    r"|[0-9A-Za-z-]+(?:号楼|栋|幢|座|单元|室|号)"
)
_DISTRICT = re.compile(r".*?(?:[省市区县旗州](?![民场]))")


def find(page: Page) -> Iterator[Finding]:
    """Names (spaced, in pinyin), numbers (spaced, in Chinese numerals), accounts, e-mails and addresses of the case."""
    known = page.known
    for name in known.complainant:
        yield from _name(page.text, name, own=True)
    for name in known.persons:
        yield from _name(page.text, name, own=False)
    for written, kind in (
        *((number, Kind.MOBILE) for number in known.phones),
        *((number, Kind.ID_CARD) for number in known.id_numbers),
        *((number, Kind.ORDER) for number in known.numbers),
    ):
        yield from _number(page, written, kind)
    for written, kind in (
        *((each, Kind.WECHAT) for each in known.accounts),
        *((each, Kind.EMAIL) for each in known.emails),
    ):
        yield from _literal(page.text, written, kind)
    for written in known.addresses:
        yield from _address(page.text, written)


def _name(text: str, name: str, *, own: bool) -> Iterator[Finding]:
    plain = re.sub(r"\s", "", normalise(name).text)
    if len(plain) < 2:
        return
    label = ("我" if own else "") + plain
    for match in re.finditer(_GAP.join(map(re.escape, plain)), text):
        yield Finding(match.start(), match.end(), Kind.PERSON, "本案已知的姓名", name=label)
    if plain.isascii():
        for match in re.finditer(rf"(?<![A-Za-z]){re.escape(plain)}(?![A-Za-z])", text, re.IGNORECASE):
            yield Finding(match.start(), match.end(), Kind.PERSON, "本案已知的姓名", name=label)
        return
    syllables = [re.escape(syllable) for syllable in lazy_pinyin(plain, errors="ignore")]
    if len(syllables) < 2:
        return
    family = 2 if plain[:2] in DOUBLE and len(plain) > 2 else 1
    forward = r"[\s'-]?".join(syllables)
    backward = r"[\s'-]?".join(syllables[family:]) + r"[\s,'-]?" + r"[\s'-]?".join(syllables[:family])
    for match in re.finditer(rf"(?<![A-Za-z])(?:{forward}|{backward})(?![A-Za-z])", text, re.IGNORECASE):
        yield Finding(match.start(), match.end(), Kind.PERSON, "本案已知姓名的拼音", name=label)


def _number(page: Page, written: str, kind: Kind) -> Iterator[Finding]:
    plain = normalise(written).text
    digits = digits_of(plain)
    if len(digits) < 5:
        return
    if any(sign.isalpha() and sign.isascii() for sign in plain):
        yield from _literal(page.text, written, kind)
    for run in page.runs:
        for number in numbers(run, len(digits), len(digits) + 4):
            at = number.digits.find(digits)
            if at >= 0 and (number.digits.endswith(digits) or number.digits.startswith(digits)):
                yield Finding(
                    number.start, number.end, kind, "本案已知的号码", mark="[电话]" if kind is Kind.MOBILE else ""
                )


def _literal(text: str, written: str, kind: Kind) -> Iterator[Finding]:
    plain = re.sub(r"\s", "", normalise(written).text)
    if len(plain) < 3:
        return
    for match in re.finditer(_GAP.join(map(re.escape, plain)), text, re.IGNORECASE):
        yield Finding(match.start(), match.end(), kind, "本案已知的账号")


def _address(text: str, written: str) -> Iterator[Finding]:
    plain = re.sub(r"\s", "", normalise(written).text)
    below = plain
    while (district := _DISTRICT.match(below)) and district.end() < len(below) and district.end() <= 8:
        below = below[district.end() :]
    parts = {below, *(match.group() for match in _DETAIL.finditer(below))}
    for part in sorted(parts, key=len, reverse=True):
        if len(part) < 4:
            continue
        for match in re.finditer(r"[\s,-]?".join(map(re.escape, part)), text):
            yield Finding(match.start(), match.end(), Kind.ADDRESS, "本案已知的地址")
