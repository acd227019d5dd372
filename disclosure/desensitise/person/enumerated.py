"""Persons listed and counted: 室友叶子、夏天、宋词三个人, 何苦、何况两兄弟. The count says that all are persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.desensitise.person.reading import NO_NAME, Reading
from disclosure.desensitise.person.sight import TITLED
from disclosure.desensitise.person.surnames import SINGLE, surname_of
from disclosure.desensitise.person.words import NOT_FILLED, ROLES
from disclosure.desensitise.vocabulary import words

_LIST = re.compile(
    r"(?P<items>[㐀-鿿·]{2,12}(?:、[㐀-鿿·]{2,9})*(?:、|和|与|及|跟)[㐀-鿿·]{2,9}?)"
    r"(?:等|共|一共|这|我们)?(?:[两二三四五六七八九十\d]{1,3}\s?(?:个|位|名)?(?:人|兄弟|姐妹|业主|消费者|顾客|员工|同学|室友|家长|老人|乘客|村民)"
    r"|夫妻|夫妇|兄弟|姐妹|母女|父子|母子|父女|婆媳|兄妹|姐弟)(?!份|套|间|餐|座|票|桌|床)"
)
# 业主代表：…、…、…; 来访人员:…(身份证尾号0012),…,…
_TOLD_LIST = re.compile(
    r"(?:人员|代表|名单|乘客|乘车人|乘机人|入住人|同行人|同住人|住客|学员|家长|当事人|在场人|证人|联名人|成员|参与人|报名人)"
    r"(?:名单|姓名)?(?:分别)?(?:有|包括|是|为)?[:\s]*(?=[㐀-鿿·]{2,4}(?:\([^()\n]{1,20}\))?[、,和与及][㐀-鿿·]{2,4}(?:[、,。;!\s(]|$))"
)
_ITEM = re.compile(r"(?P<name>[㐀-鿿·]{2,4}?)(?:\([^()\n]{1,20}\))?(?:(?P<more>[、,和与及])|(?=[。;!\s]|$))")
_PARTED = re.compile(r"、|和|与|及|跟")
_KIN = words("kin")


def find(reading: Reading) -> Iterator[tuple[int, int, bool, str]]:
    """Start, end, doubt and reason of every item of a counted list of persons that can be a name."""
    for match in _LIST.finditer(reading.text):
        at, end = match.span("items")
        items: list[tuple[int, int]] = []
        for parting in [*_PARTED.finditer(reading.text, at, end), None]:
            stop = parting.start() if parting else end
            items.append((at, stop))
            at = parting.end() if parting else end
        names = [name for item in items if (name := _name(reading, *item, first=item == items[0]))]
        if len(names) > 1 or (names and len(items) == 2):
            yield from ((start, stop, True, "点了人数的名单") for start, stop in names)
    for match in _TOLD_LIST.finditer(reading.text):
        names = list(_told(reading, match.end()))
        if len(names) > 1:
            yield from ((start, stop, True, "名单里的人") for start, stop in names)


def _told(reading: Reading, at: int) -> Iterator[tuple[int, int]]:
    """The items of a list from ``at`` on, as long as each can be a name."""
    more = True
    while more and (match := _ITEM.match(reading.text, at)) and _can_be(reading, *match.span("name"), whole=True):
        yield match.span("name")
        at, more = match.end(), match["more"] is not None


def _name(reading: Reading, start: int, end: int, *, first: bool) -> tuple[int, int] | None:
    """The name an item ends with; in front of the first, and only there, may stand how the list begins."""
    for length in (2, 3, 4) if first else (end - start,):
        begin = end - length
        if begin < start or (first and begin > start and begin not in reading.starts):
            continue
        if _can_be(reading, begin, end, whole=begin == start):
            return begin, end
    return None


def _can_be(reading: Reading, start: int, end: int, *, whole: bool) -> bool:
    name = reading.text[start:end]
    if len(name) not in {2, 3, 4} or reading.closed(start, end) or NO_NAME.search(name) or TITLED.search(name):
        return False
    if name in NOT_FILLED or name in ROLES or name in _KIN or reading.is_business(start, end):
        return False
    if any(name.endswith(role) for role in ("员", "师", "人", "方", "者", "商", "长", "们")):
        return False
    return (bool(surname_of(name)) and (len(name) < 4 or name[0] not in SINGLE)) or reading.likely(start, end)
