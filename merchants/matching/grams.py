"""Codes under which a name can be found: every way in is one integer in one array. Pure.

| tag | what | finds |
|---|---|---|
| c | two neighbouring characters, or two with one between, in either order | names in any order, with small slips |
| y | two neighbouring syllables | homophones |
| k | the whole name, with and without its places | exact names |
| s | the sound of the first 2 to 6 characters of the name proper | brands, pinyin, brands by ear |
| i | first letters of all syllables of the name proper | initials |
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
INITIALS_FROM, INITIALS_TO = 3, 12
_ADDRESS_LIMIT = 40
_MOST_PAIRS = 1_000_000


def _code(tag: str, text: str) -> int:
    value = crc32((tag + text).encode())
    return value - 0x1_0000_0000 if value >= 0x8000_0000 else value


code = lru_cache(maxsize=100_000)(_code)
"""A signed 32-bit code of a tagged text."""


_PAIRS: dict[str, int] = {}
"""Codes of pairs met so far; there are some hundred thousand in all."""


def pairs(text: str) -> list[int]:
    """Codes of neighbouring characters and of characters with one between, without order."""
    out: list[int] = []
    previous = before = ""
    known = _PAIRS.get
    for char in text:
        if previous:
            near = previous + char if previous <= char else char + previous
            out.append(known(near) or _pair(near))
            if before:
                wide = before + char if before <= char else char + before
                out.append(known(wide) or _pair(wide))
        before, previous = previous, char
    return out


def _pair(both: str) -> int:
    found = _code("c", both)
    if len(_PAIRS) < _MOST_PAIRS:
        _PAIRS[both] = found
    return found


def near_pairs(text: str) -> list[int]:
    """Codes of neighbouring characters only, in their order in the text (for weighing, one per step)."""
    return [_PAIRS.get(both) or _pair(both) for both in (a + b if a <= b else b + a for a, b in pairwise(text))]


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
    return [_code("u", "1" + one + two), _code("u", "2" + two + three), _code("u", "3" + one + three)]


def address_parts(address: str, limit: int | None = None) -> list[int]:
    """Codes of three neighbouring signs of an address, from its end (where it is most telling)."""
    first = max(0, len(address) - 2 - limit) if limit else 0
    return [_code("a", address[at : at + 3]) for at in range(first, len(address) - 2)]


def of_name(form: NameForm, places: Iterable[str], uscc: str = "", address: str = "") -> list[int]:
    """All codes of one searchable name."""
    text = form.text
    out = set(pairs(text))
    heard = sounds.sound(text)
    out.update(sound_pairs(heard[form.start :]))
    out.add(key(text))
    first = "".join([syllable[0] for syllable in heard])
    for start in form.starts:
        if len(text) - start < SOUND_FROM:
            continue
        if start:
            out.add(_code("k", text[start:]))
        if start or form.start == 0:
            said = ""
            for length, syllable in enumerate(heard[start : start + SOUND_TO], start=1):
                said += syllable
                if length >= SOUND_FROM:
                    out.add(_code("s", said))
        if INITIALS_FROM <= len(first) - start <= INITIALS_TO:
            out.add(_code("i", first[start:]))
    out.update(map(place, places))
    if uscc:
        out.update(code_parts(uscc))
    if address:
        out.update(address_parts(address, _ADDRESS_LIMIT))
    return sorted(out)
