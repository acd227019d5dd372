"""Names of other peoples: with a dot (热依扎·阿力) by their characters, without one (才让卓玛) by their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.desensitise.vocabulary import alternatives, characters, words

TRANSCRIPTION = characters("transcription")
_SET = "".join(sorted(TRANSCRIPTION - {"和"}))  # 上官雪和迪丽努尔·艾力
DOT = r"[·.•]"
_NAME = re.compile(rf"[{_SET}]{{1,8}}(?:[·](?:[{_SET}]|(?<=[苏孟呼])和){{1,9}})+")
_PLACES = re.compile(
    r"(?:迪士尼|欧莱雅|香格里拉|洛杉矶|花园|公馆|国际|中心|广场|酒店|小镇|半岛|尼亚加拉"
    r"|爱马仕|阿玛尼|圣罗兰|万达|龙湖|万科|保利)"
)


_PART = alternatives(words("minority_parts"))
_JOINED = re.compile(rf"(?:{_PART}){{2,4}}")


def find(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every dotted name in the characters of transcription, and of names made of known parts."""
    for match in _NAME.finditer(text):
        if not _PLACES.search(match.group()):
            yield match.span()
    for match in _JOINED.finditer(text):
        if len(match.group()) > 3 and not _PLACES.match(text, match.end()):
            yield match.span()
