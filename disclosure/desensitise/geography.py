"""Which stretch of a text is a province, city or district, from the platform's own list of divisions (old ones too)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from accounts.divisions.fixture import read

_LEVELS = frozenset({"province", "city", "county"})
_ENDINGS = "省市区县旗州盟"
_LONGEST = 15
# Zones of development are no divisions by law, but people write them in the place of a district.
_ZONE = re.compile(
    r"(?:东湖|经济技术|经济|高新技术|高新|技术|[㐀-鿿]{2}){0,3}(?:高新区|开发区|经开区"
    r"|新区|自贸区|示范区|管理区|风景区|生态区|科技城)"
)
_ENDING = re.compile(rf"[{_ENDINGS}]")


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Full names of divisions, and the same without their ending (武汉, 义乌)."""
    full = {line.name for line in read() if line.level in _LEVELS} - {"市辖区", "县", "东区", "西区", "南区", "北区"}
    short = {_ENDED.sub("", name) for name in full}
    return frozenset(full), frozenset(name for name in short if 2 <= len(name) <= 3)


_ENDED = re.compile(
    r"(?:省|市|地区|盟|自治州|[㐀-鿿]+族自治[州县]|[维壮回][㐀-鿿]*自治区|自治区|特别行政区|林区|区|县|旗)$"
)


def divisions(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Every full division name within ``text[start:end]``, from left to right."""
    full, _ = _names()
    for match in _ENDING.finditer(text, start, end):
        stop = match.end()
        for begin in range(max(start, stop - _LONGEST), stop - 1):
            if text[begin:stop] in full:
                yield begin, stop
                break
    for match in _ZONE.finditer(text, start, end):
        yield match.span()


# 北京路, 南湖花园: the name of a city in the name of a place.
_OF_A_PLACE = re.compile(
    r"[东西南北中大一二三]?(?:路|街|道|巷|城|大厦|广场|花园|小区|村|镇|府|湾|苑|店|馆|楼|园|桥|湖|山)"
)


def below(text: str, start: int, end: int) -> int:
    """Where in ``text[start:end]`` the part below the last division begins; ``start`` when there is no division."""
    cut = start
    for _, stop in divisions(text, start, end):
        cut = max(cut, stop)
    if cut >= end - 3:
        return cut
    start = cut
    _, short = _names()
    for length in (3, 2):
        name = text[start : start + length]
        rest = text[start + length : end]
        if name in short and len(rest) > 3 and not _OF_A_PLACE.match(rest):
            return below(text, start + length, end)
    return cut
