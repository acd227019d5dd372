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
from itertools import accumulate, pairwise
from zlib import crc32

from merchants.matching import sounds
from merchants.matching.normalise import NameForm, without_middle

SOUND_FROM, SOUND_TO = 2, 6
INITIALS_FROM, INITIALS_TO = 3, 12
_ADDRESS_LIMIT = 40


def _signed(value: int) -> int:
    return value - 0x1_0000_0000 if value >= 0x8000_0000 else value


def _code(tag: str, text: str) -> int:
    return _signed(crc32((tag + text).encode()))


class _Codes(dict[str, int]):
    """Codes of short texts of one tag met so far, up to a number; one look-up is four times faster than the sum."""

    def __init__(self, tag: str, most: int) -> None:
        self.tag, self.most = tag, most

    def __missing__(self, text: str) -> int:
        found = _code(self.tag, text)
        if len(self) < self.most:
            self[text] = found
        return found


_PAIRS = _Codes("c", 1_000_000).__getitem__
_PARTS = _Codes("a", 200_000).__getitem__
_SOUNDS = _Codes("y", 100_000).__getitem__
_PLACES = _Codes("p", 10_000).__getitem__


def pairs(text: str) -> list[int]:
    """Codes of neighbouring characters and of characters with one between, without order."""
    after = text[1:]
    both = [a + b if a <= b else b + a for a, b in zip(text, after, strict=False)]
    both += [a + b if a <= b else b + a for a, b in zip(text, after[1:], strict=False)]
    return list(map(_PAIRS, both))


def near_pairs(text: str) -> list[int]:
    """Codes of neighbouring characters only, in their order in the text (for weighing, one per step)."""
    return [_PAIRS(a + b if a <= b else b + a) for a, b in pairwise(text)]


def sound_pairs(syllables: tuple[str, ...]) -> list[int]:
    """Codes of neighbouring syllables."""
    return list(map(_SOUNDS, map(" ".join, pairwise(syllables))))


def place(word: str) -> int:
    return _PLACES(word)


def key(text: str) -> int:
    return _code("k", text)


def sound_key(syllables: Iterable[str]) -> int:
    return _code("s", "".join(syllables))


def initials_key(letters: str) -> int:
    return _code("i", letters)


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
    if limit:
        address = address[-limit - 2 :]
    after = address[1:]
    return list(map(_PARTS, map("".join, zip(address, after, after[1:], strict=False))))


def of_name(form: NameForm, places: Iterable[str], uscc: str = "", address: str = "") -> list[int]:
    """All codes of one searchable name."""
    text = form.text
    out = set(pairs(text))
    heard = sounds.sound(text)
    out.update(sound_pairs(heard[form.start :]))
    wanted = ["k" + text]
    short = without_middle(text)
    if short != text:
        wanted += ["k" + short, "k" + short.removeprefix("中国")]
    first = "".join([syllable[0] for syllable in heard])
    for start in form.starts:
        if len(text) - start < SOUND_FROM:
            continue
        if start:
            wanted.append("k" + text[start:])
        if start or form.start == 0:
            wanted += list(accumulate(heard[start : start + SOUND_TO], initial="s"))[SOUND_FROM:]
        if INITIALS_FROM <= len(first) - start <= INITIALS_TO:
            wanted.append("i" + first[start:])
    out.update([_signed(crc32(tagged.encode())) for tagged in wanted])
    out.update(map(_PLACES, places))
    if uscc:
        out.update(code_parts(uscc))
    if address:
        out.update(address_parts(address, _ADDRESS_LIMIT))
    return list(out)
