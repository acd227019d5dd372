"""Dates of birth: the year stays, unless it tells a child."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.desensitise.digits import digits_of
from disclosure.desensitise.page import Page
from disclosure.desensitise.spans import Finding, Kind

_YEAR = r"(?P<year>(?:19|20)\d{2}|\d{2}|[一二][零九][零一二三四五六七八九]{2})"
_PART = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
# A date ends where no more figures follow: what the mark leaves must not look like a date again.
_END = r"(?![\d一二三四五六七八九十]|[-./]\d)"
_DATE = (
    rf"(?:{_YEAR}\s?(?:年|[-./])\s?{_PART}\s?(?:月|[-./])\s?{_PART}\s?[日号]?{_END}"
    rf"|(?P<compact>(?:19|20)\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])){_END}"
    rf"|(?P<short>\d{{1,2}}\s?(?:月|[-./])\s?\d{{1,2}}\s?[日号]?){_END}"
    rf"|(?P<month>(?:19|20)\d{{2}}\s?年\s?\d{{1,2}}\s?月){_END})"
)
_BEFORE = re.compile(
    r"(?:出生日期|出生年月日?|出生时间|生日|生辰|出生于|出生在|出生|生于|诞生于|阳历生日"
    r"|阴历生日|农历生日)(?:是|为|在|:|\s|,)*(?:农历|阴历|阳历|公历)?" + _DATE
)
_AFTER = re.compile(
    _DATE
    + (
        r"\s?(?:的)?\s?(?:出生|生(?![产活效日意气鲜成])|诞生|的生日|是(?:我|他|她|孩子|儿子"
        r"|女儿|宝宝|妈妈|母亲|父亲|老人|老公|老婆|爱人)?的?生日|生人|降生)"
    )
)


def find(page: Page) -> Iterator[Finding]:
    """A date beside “生日、出生”; other dates are facts of the story and stay."""
    for pattern in (_BEFORE, _AFTER):
        for match in pattern.finditer(page.text):
            start = min(match.start(name) for name in ("year", "compact", "short", "month") if match.start(name) >= 0)
            ends = [match.end(name) for name in ("compact", "short", "month") if match.end(name) >= 0]
            end = max(ends) if ends else _date_end(page.text, start)
            year = digits_of(match["year"] or (match["compact"] or match["month"] or "")[:4])
            yield Finding(start, end, Kind.BIRTH_DATE, "出生日期", mark=_mark(year, page.thresholds.birth_year_hidden))


_WHOLE = re.compile(_DATE)


def _date_end(text: str, start: int) -> int:
    match = _WHOLE.match(text, start)
    assert match is not None
    return match.end()


def _mark(year: str, hidden_from: int) -> str:
    if len(year) == 4 and 1900 <= int(year) < hidden_from:
        return f"{year}年"
    return "[出生日期]"
