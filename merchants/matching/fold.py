"""One spelling for any text: width, traditional characters, case, control characters. Pure."""

import re
import unicodedata
from functools import cache

from opencc import OpenCC

# Longer input than this is not the name of a merchant; the head is enough and bounds the work.
LONGEST = 400

_FIRST, _LAST = 0x3400, 0xFAFF
_UNWANTED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]"
)
_SPACES = re.compile(r"\s+")


@cache
def _simplified() -> dict[int, str]:
    """A character table made once from OpenCC and closed, so that folding twice equals folding once."""
    chars = [chr(code) for code in range(_FIRST, _LAST) if not 0xD800 <= code <= 0xDFFF]
    converted = OpenCC("t2s").convert("\n".join(chars)).split("\n")
    table = {c: s for c, s in zip(chars, converted, strict=True) if c != s and len(s) == 1}
    closed: dict[int, str] = {}
    for char, simple in table.items():
        seen, target = {char}, simple
        while target in table and target not in seen:
            seen.add(target)
            target = table[target]
        closed[ord(char)] = target
    return closed


@cache
def _changeable() -> re.Pattern[str]:
    """A character that folding may change: all but digits, small letters and simplified Chinese characters."""
    simple = _simplified()
    return re.compile("[^0-9a-z" + "".join(chr(code) for code in range(0x4E00, 0x9FFF) if code not in simple) + "]")


def fold(text: str) -> str:
    """`text` in half width, simplified characters, lower case, without control characters or lone surrogates.

    Total and idempotent; marks and single spaces are kept, because brackets carry meaning further on.
    """
    if len(text) <= LONGEST and _changeable().search(text) is None:
        return text
    if len(text) > LONGEST:
        text = text[:LONGEST]
    text = _UNWANTED.sub("", text)
    text = unicodedata.normalize("NFKC", text).translate(_simplified())
    text = unicodedata.normalize("NFKC", text.lower())
    return _SPACES.sub(" ", _UNWANTED.sub("", text)).strip()[:LONGEST].strip()


_KEPT = re.compile(r"[^0-9a-z\u00e0-\u024f\u3400-\u9fff\u3007\U00020000-\U000323af]+")


def letters(text: str) -> str:
    """Only letters, digits and Chinese characters of a folded text."""
    return _KEPT.sub("", text)
