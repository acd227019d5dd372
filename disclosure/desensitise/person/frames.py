"""Turns of speech that leave room for nothing but a person, with words on both sides: 转给…三千元, 合同是跟…签的."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.desensitise.marks import COMPLAINANT
from disclosure.desensitise.person.reading import Reading
from disclosure.desensitise.person.surnames import COMMON, DOUBLE
from disclosure.desensitise.person.words import LABELS, ROLES
from disclosure.desensitise.vocabulary import alternatives, lines, words

_EDGE = r"[,。;!?\n、)\"”\s]|$"
_PARTS = {
    "NAME": r"(?P<name>[㐀-鿿]{2,4}?)",
    "EDGE": f"(?={_EDGE})",
    "END": f"{_EDGE})",
    "FRONT": r"(?:(?<=^)|(?<=[,。;!?\n:\"“「\s】、的]))",
    "COUNT": r"[\d一二两三四五六七八九十几多数半]",
    "ROLE": alternatives(ROLES),
    "KIN": alternatives(words("kin")),
    "PERSON": alternatives(frozenset(label for label in LABELS if label.endswith("人"))),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One turn of speech: its pattern with the group ``name``, and what to tell the reviewer."""

    pattern: re.Pattern[str]
    reason: str
    wants: str  # “!”: whatever stands here is a name, adverbs (马上) too, “!!”: brands (方正), too; “?”: no adverbs
    open: bool  # nothing stands before the name: it may begin later than the pattern does
    held: bool  # a role or relative stands before the name, whose 态度 or 权益 might be meant


_PLAIN_WORDS = re.compile(r"[㐀-鿿A-Za-z|]+")


def _frames() -> Iterator[Frame]:
    parts = dict(_PARTS)
    for line in lines("frames"):
        if line.startswith("="):
            key, _, value = line[1:].partition(" ")
            parts[key] = alternatives(frozenset(value.split("|"))) if _PLAIN_WORDS.fullmatch(value) else value
            continue
        reason, _, pattern = line.partition("\t")
        compiled = re.compile(re.sub("<([A-Z_]+)>", lambda part: parts[part[1]], pattern))
        told = reason.rstrip("!?")
        held = "<ROLE>" in pattern or "<KIN>" in pattern
        yield Frame(compiled, told, reason[len(told) :], pattern.startswith("<NAME>"), held)


FRAMES = tuple(_frames())
# Frames in which the writers name themselves.
OWN = frozenset({"“我叫”之后的名字", "“我是”之后单独的名字", "“本人”之后的名字", "问好之后报上的名字"})
# Things, too, are named side by side and are both broken: here an everyday word is no name.
_NOT_FOR_WORDS = frozenset({"一起做事的两个人", "找的人", "转折之后做这事的人", "某人家里"})


def find(reading: Reading) -> Iterator[tuple[int, int, bool, str]]:
    """Start, end, doubt and reason of every name that a frame holds."""
    for frame in FRAMES:
        for match in frame.pattern.finditer(reading.text):
            start, end = match.span("name")
            if reading.closed(start - 3, start) and reading.text[start - 3 : start] == COMPLAINANT:
                continue  # a mark of ours and no label: 投诉人拜上
            sure = reading.plausible(start, end)
            if sure is None and frame.wants:
                firm, brand = frame.wants != "?", frame.wants == "!!"
                sure = False if reading.fits(start, end, firm=firm, brand=brand, held=frame.held) else None
            while sure is None and frame.open and end - start > 2:
                start += 1
                sure = reading.plausible(start, end) if start in reading.starts else None
            word = sure is False and reading.leaning(start, end) < reading.leans
            if sure is not None and not (word and frame.reason in _NOT_FOR_WORDS):
                yield start, end, not sure, frame.reason


_ITEM = re.compile(r"(?:^|[\n;,。])\s*\d{1,2}[、.)]\s*我?(?=[㐀-鿿]{4})")
_ITEM_VERBS = "被买付交办充订花在收"


def listed(reading: Reading) -> Iterator[tuple[int, int]]:
    """Names that open the items of a numbered list, alike but for the name: 1、曲径被收99 2、通幽被收199."""
    alike: dict[str, list[tuple[int, int]]] = {}
    text = reading.text
    for match in _ITEM.finditer(text):
        for end in (match.end() + 2, match.end() + 3):
            if text[end : end + 1] in _ITEM_VERBS:
                alike.setdefault(text[end : end + 2], []).append((match.end(), end))
                break
    for names in alike.values():
        if len(names) > 1 and any(reading.plausible(*name) is not None for name in names):
            yield from (name for name in names if reading.possible(*name) or reading.fits(*name, firm=True))


def signed(text: str) -> tuple[int, int] | None:
    """我 and a full name as the last words of all: …还少找我2块，我何不平."""
    match = _SIGNED.search(text[-12:])
    if match is None:
        return None
    name = match["name"]
    if name[:2] not in DOUBLE and (name[0] not in COMMON or len(name) > 3):
        return None
    offset = len(text) - len(text[-12:])
    return offset + match.start("name"), offset + match.end("name")


_SIGNED = re.compile(r"[,。!;\n]\s*我(?P<name>[㐀-鿿]{3,4})[。!]?\s*$")


def joined(reading: Reading, end: int) -> tuple[int, int] | None:
    """The next name of an enumeration that a person has begun: 店员张三、李四一起推销."""
    match = _NEXT.match(reading.text, end)
    if match is None or reading.plausible(*match.span("name")) is None:
        return None
    return match.span("name")


_NEXT = re.compile(rf"[、和与及]{_PARTS['NAME']}(?=[、,。;!?\n\s)]|一起|都|等|两|三人|也|在|说|是|$)")
