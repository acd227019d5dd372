"""The parts of a long registered name that people say: without the legal form in its middle, or its end alone. Pure.

中国农业银行股份有限公司仙游支行 is called 农业银行仙游支行, 邳庄供销合作社绿丰植物医院 is called 绿丰植物医院;
the town before a village shop's name (慈溪市横河清祥金属制品) is left out as a city would be.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from merchants.matching.features import Name
from merchants.matching.normalise import without_middle

_HEAD = re.compile(r".{3,}?(?:公司|供销合作社|供销社|集团)(?=.{4,}$)")
_LEAD = "中国"
_TOWN_RANKS = ("镇", "乡", "街道", "办事处")


def other_forms(name: Name, address: str, *, begun: bool) -> Iterator[tuple[Name, bool]]:
    """Other forms of the name; True for those that may name only a part.

    `begun`: what was typed holds the beginning of the name proper, so nothing in front of it was left out.
    """
    started = name
    if not begun:
        behind, ranked = _behind_town(name, address)
        if behind != name:
            yield behind, not ranked
        started = behind if ranked else name
    short = without_middle(name.text)
    led = started.start == 0 and name.text.startswith(_LEAD) and not begun
    if short != name.text or led:
        start = 2 if started.start == 0 and short.startswith(_LEAD) and len(short) > 4 else started.start
        yield replace(started, text=short, start=min(start, len(short) - 1), registered=name.text), False
    head = None if begun else _HEAD.match(name.text)
    if head:
        yield replace(started, text=name.text[head.end() :], start=0, registered=name.text), True


def _behind_town(name: Name, address: str) -> tuple[Name, bool]:
    """The name begun behind a town at its head; False when the address holds the word, but not as a town."""
    found = name
    for length in (2, 3):
        word = name.text[name.start : name.start + length]
        if len(name.text) - name.start - length < 2 or word not in address:
            continue
        found = replace(name, start=name.start + length)
        if any(word + rank in address for rank in _TOWN_RANKS):
            return found, True
    return found, False
