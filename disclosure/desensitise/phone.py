"""Mobile and fixed-line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.desensitise.digits import Number, digits_of, numbers
from disclosure.desensitise.page import Page
from disclosure.desensitise.spans import Finding, Kind

_MOBILE = re.compile(r"1[3-9]\d{9}")
_PREFIXED = re.compile(r"(?:00)?86(1[3-9]\d{9})")
_PREFIX = re.compile(r"(?:[+(]{0,2}\s*(?:00)?86\s*\)?[\s-]{0,3})$")
_MONEY_AFTER = re.compile(r"\s*(?:元|块|万|亿|RMB|rmb|人民币)")
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{1,5}-?$")
_LANDLINE = re.compile(
    r"(?<![A-Z\d.-])(?<!\d )(?P<code>[(（]?\s*0(?:10|2\d|[3-9]\d{2})\s*[)）]?)[\s\-—_.·/]{0,3}"
    r"(?P<number>[2-9]\d{3}[\s\-.]{0,2}\d{4}|[2-9]\d{3}[\s\-.]{0,2}\d{3}|[2-9]\d{2}[\s\-.]{0,2}\d{4})"
    r"(?P<extension>\s?(?:[-*#]|转|分机)\s?\d{1,6})?(?!\d| \d{3,4}(?!\d))"
)
_LABELLED = re.compile(
    r"(?:电话|座机|固话|热线|手机|号码|致电|拨打|联系方式|传真|[Tt][Ee][Ll]|打)(?:号码?|是|为|:|\s|\(|,)*"
    r"(?P<number>[2-9]\d{2,3}[\s-]?\d{4})(?![\dA-Za-z%])"
)
_ABROAD = re.compile(
    r"(?<!\d)(?:\+|00)86[\s-]{0,2}\(?0?(?:10|2\d|[3-9]\d{2})\)?[\s-]{1,2}[2-9]\d{2,3}[\s-]?\d{4}(?:\s?(?:[-*#]|转|分机)\s?\d{1,6})?(?!\d)"
)
_CHINESE_LANDLINE = re.compile(
    r"零(?:[一二][零一二三四五六七八九]|[三四五六七八九][零一二三四五六七八九]{2})[-\s,]?[零一二三四五六七八九]{7,8}"
)
_TAIL = re.compile(
    r"(?:手机|电话|号码)[^,。;\n\d]{0,6}(?:尾号|后\d位|后[四五六七八]位)[^\d\n]{0,4}(?P<tail>\d{1,10})(?!\d)"
)


def find(page: Page) -> Iterator[Finding]:
    """Mobile numbers however they are broken up, fixed lines with or without area code, long tails of a number."""
    yield from _mobiles(page)
    text = page.text
    for match in _LANDLINE.finditer(text):
        if len(digits_of(match["number"])) in (7, 8):
            yield Finding(match.start(), match.end(), Kind.LANDLINE, "区号加七八位号码")
    for match in _ABROAD.finditer(text):
        yield Finding(match.start(), match.end(), Kind.LANDLINE, "国际区号加区号的座机")
    for match in _CHINESE_LANDLINE.finditer(text):
        yield Finding(match.start(), match.end(), Kind.LANDLINE, "汉字写的区号加号码")
    for match in _LABELLED.finditer(text):
        if not _MONEY_AFTER.match(text, match.end()):
            yield Finding(match.start("number"), match.end("number"), Kind.LANDLINE, "“电话”之后的七八位号码")
    for match in _TAIL.finditer(text):
        if len(match["tail"]) > page.thresholds.shown_tail:
            yield Finding(match.start("tail"), match.end("tail"), Kind.MOBILE, "手机号码尾数太长", mark="[电话]")


def _mobiles(page: Page) -> Iterator[Finding]:
    text = page.text
    for run in page.runs:
        past = run.start
        for number in numbers(run, 11, 22):
            if number.start < past or _like_money(number, text):
                continue
            taken = _taken(number, text)
            if taken is None:
                continue
            past = number.end
            yield taken


def _taken(number: Number, text: str) -> Finding | None:
    digits = number.digits
    if _MOBILE.fullmatch(digits):
        prefix = _PREFIX.search(text, max(0, number.start - 10), number.start)
        start = prefix.start() if prefix else number.start
        coded = _CODE.search(text, max(0, number.start - 6), number.start)
        if coded and not _spelled_label(coded.group()):
            return None
        return Finding(start, number.end, Kind.MOBILE, "手机号码：1开头共十一位", mark=_mark(digits))
    prefixed = _PREFIXED.fullmatch(digits)
    if prefixed:
        start = number.start - 1 if text[number.start - 1 : number.start] == "+" else number.start
        return Finding(start, number.end, Kind.MOBILE, "带86的手机号码", mark=_mark(prefixed[1]))
    if len(digits) == 22 and _MOBILE.fullmatch(digits[:11]) and _MOBILE.fullmatch(digits[11:]) and not number.joins:
        return Finding(number.start, number.end, Kind.MOBILE, "两个手机号码连写", mark="[电话]")
    return None


def _spelled_label(code: str) -> bool:
    return code.strip("-").upper() in {"TEL", "T", "M", "V", "VX", "WX", "PHONE", "MOB", "P", "VIP"}


def _like_money(number: Number, text: str) -> bool:
    thousands = bool(number.joins) and all(join == "," for join in number.joins)
    return (thousands and number.digits.isdigit() and _in_threes(number, text)) or bool(
        _MONEY_AFTER.match(text, number.end) and not number.joins and number.digits.endswith("00")
    )


def _in_threes(number: Number, text: str) -> bool:
    parts = text[number.start : number.end].split(",")
    return all(len(part) == 3 for part in parts[1:])


def _mark(digits: str) -> str:
    return f"{digits[:3]}****{digits[-4:]}"
