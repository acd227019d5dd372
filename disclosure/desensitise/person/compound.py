"""Family names of two characters wherever they stand, and names that LAC sees but gives up for an adverb (曾小贤)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.desensitise.person import titles
from disclosure.desensitise.person.reading import NO_NAME, SELDOM_IN_NAMES, Reading, Strength
from disclosure.desensitise.person.sight import HAN
from disclosure.desensitise.person.surnames import COMMON, DOUBLE, FUNCTION_LIKE
from disclosure.desensitise.vocabulary import alternatives, words

_DOUBLE = re.compile(alternatives(DOUBLE))
# 东方, 百里, 第五 are more than family names; of the others every mention is somebody, or a place (濮阳市).
_AMBIGUOUS = words("double_surnames_that_are_words")
_PLACE = re.compile(r"[市县区省路街镇村站子]")
_NAMED_TAGS = frozenset({"PER", "n", "nz", "s"})
_UNDERRATED = re.compile(f"[{''.join(sorted(COMMON & FUNCTION_LIKE))}](?=[㐀-鿿]{{2}})")
_ENOUGH = 0.2


def find(reading: Reading) -> Iterator[tuple[int, int, bool, str]]:
    """Start, end, doubt and reason of every name that begins with a double family name."""
    text = reading.text
    for match in _DOUBLE.finditer(text):
        start = match.start()
        token = reading.starts.get(start)
        filled = reading.fill(start, Strength.MEDIUM)
        if filled is not None and token is not None and token.tag in _NAMED_TAGS:
            end, doubt = filled
            if end - start > 2 and not reading.is_business(start, end):
                yield start, end, doubt or token.tag != "PER", "复姓加名字"
                continue
        if match.group() not in _AMBIGUOUS and _surely(reading, start):
            yield start, start + 3, True, "复姓加名字"


def _surely(reading: Reading, start: int) -> bool:
    """Whether behind an unmistakable family name at least one character of a first name follows."""
    end, text = start + 3, reading.text
    sign = text[end - 1 : end]
    if (
        text[start - 1 : start] in {"小", "老", "阿"}
        or not HAN.match(sign)
        or sign in SELDOM_IN_NAMES
        or NO_NAME.match(sign)
        or _PLACE.match(sign)
    ):
        return False
    if titles.LONG_TITLE.match(text, start) or reading.closed(start, end) or reading.is_business(start, end):
        return False
    return reading.edge(end) or reading.leaning(start, end) >= reading.leans / 5


def underrated(reading: Reading) -> Iterator[tuple[int, int, bool, str]]:
    """Three characters from 曾, 于, 任… on in which LAC sees a name, though it takes the first for a function word."""
    for match in _UNDERRATED.finditer(reading.text):
        start, end = match.start(), match.start() + 3
        sees = reading.leaning(start, end) >= _ENOUGH and not NO_NAME.search(reading.text, start, end)
        if sees and reading.text[end - 1] not in SELDOM_IN_NAMES and reading.possible(start, end):
            yield start, end, True, "模型倾向于人名"
