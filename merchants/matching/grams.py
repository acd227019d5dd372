"""Codes under which a name can be found: every way in is one integer in one array. Pure.

| tag | what | finds |
|---|---|---|
| c | two neighbouring characters, or two with one between, in either order | names in any order, with small slips |
| y | two neighbouring syllables | homophones |
| k | the whole name, with and without its places | exact names |
| s | the sound of the first 2 to 6 characters of the name proper | brands, pinyin, brands by ear |
| i | first letters of the syllables | initials |
| u | three overlapping parts of the credit code, and the old registration number | codes with one wrong digit |
| p | a place | narrows the common ones |
| a | three neighbouring signs of the address | addresses |

Codes of different tags share one space of 32 bits; a collision costs a wasted comparison, never a wrong match.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from merchants.matching import sounds
from merchants.matching.normalise import NameForm

SOUND_FROM, SOUND_TO = 2, 6
INITIALS_FROM, INITIALS_TO = 3, 10
_ADDRESS_LIMIT = 40


@lru_cache(maxsize=400_000)
def code(tag: str, text: str) -> int:
    """A signed 32-bit code of a tagged text."""
    value = crc32((tag + text).encode())
    return value - (1 << 32) if value >= 1 << 31 else value


def pairs(text: str) -> list[int]:
    """Codes of neighbouring characters and of characters with one between, without order."""
    out: list[int] = []
    previous = before = ""
    for char in text:
        if previous:
            out.append(code("c", previous + char if previous <= char else char + previous))
        if before:
            out.append(code("c", before + char if before <= char else char + before))
        before, previous = previous, char
    return out


def near_pairs(text: str) -> list[int]:
    """Codes of neighbouring characters only, in their order in the text (for weighing, one per step)."""
    return [code("c", a + b if a <= b else b + a) for a, b in pairwise(text)]


def sound_pairs(syllables: tuple[str, ...]) -> list[int]:
    """Codes of neighbouring syllables."""
    return [code("y", f"{a} {b}") for a, b in pairwise(syllables)]


def place(word: str) -> int:
    return code("p", word)


def key(text: str) -> int:
    return code("k", text)


def sound_key(syllables: Iterable[str]) -> int:
    return code("s", "".join(syllables))


def initials_key(letters: str) -> int:
    return code("i", letters)


def code_parts(uscc: str) -> list[int]:
    """Codes by which a credit code with one wrong sign, or its old 15-digit registration number, is found."""
    if len(uscc) == 15:
        uscc = "00" + uscc + "0"
    if len(uscc) != 18:
        return []
    one, two, three = uscc[2:8], uscc[8:13], uscc[13:17]
    return [code("u", "1" + one + two), code("u", "2" + two + three), code("u", "3" + one + three)]


def address_parts(address: str, limit: int | None = None) -> list[int]:
    """Codes of three neighbouring signs of an address, from its end (where it is most telling)."""
    parts = [code("a", address[at : at + 3]) for at in range(len(address) - 2)]
    return parts[-limit:] if limit else parts


def of_name(form: NameForm, places: Iterable[str], uscc: str = "", address: str = "") -> list[int]:
    """All codes of one searchable name."""
    text = form.text
    out = set(pairs(text))
    heard = sounds.sound(text)
    out.update(sound_pairs(heard[form.start :]))
    out.add(key(text))
    for start in form.starts:
        if len(text) - start < SOUND_FROM:
            continue
        if start:
            out.add(key(text[start:]))
        own = heard[start:]
        if start or len(form.starts) == 1:
            for length in range(SOUND_FROM, min(SOUND_TO, len(own)) + 1):
                out.add(sound_key(own[:length]))
        first = "".join(s[0] for s in own)
        for length in range(INITIALS_FROM, min(INITIALS_TO, len(first)) + 1):
            out.add(initials_key(first[:length]))
    out.update(place(word) for word in places)
    if uscc:
        out.update(code_parts(uscc))
    if address:
        out.update(address_parts(address, _ADDRESS_LIMIT))
    return sorted(out)
