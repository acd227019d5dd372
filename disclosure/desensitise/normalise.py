"""A plain copy of a text for looking at, with the way back: half width, simplified characters, no invisible signs.

Every sign of the copy stands for exactly one sign of the original, so offsets map back through one list. Signs that
say nothing (zero-width space, variation selectors, soft hyphens) have no place in the copy and belong, on the way
back, to the sign before them.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

import opencc

# Cf and Mn hold the zero-width signs, selectors and enclosing keycaps that people put between digits.
_SILENT_CATEGORIES = frozenset({"Cf", "Mn", "Me"})
_KEPT_CONTROLS = frozenset("\n\r\t")
_DASHES = dict.fromkeys("‐‑‒–—―−﹣－─━", "-")
_DOTS = dict.fromkeys("•‧∙⋅・●﹒･", "·")
_OWN = {**_DASHES, **_DOTS, "\u3000": " ", "\xa0": " ", "\r": "\n", "\t": " ", "〇": "零", "○": "零", "幺": "一"}


@dataclass(frozen=True, slots=True)
class Normalised:
    """The copy and, for each of its signs, the index of that sign in the original (plus the original's length)."""

    text: str
    origin: list[int] | None
    length: int

    def forth(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the copy for ``[start, end)`` of the original."""
        if self.origin is None:
            return start, end
        return bisect_left(self.origin, start), bisect_left(self.origin, end)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original for ``[start, end)`` of the copy; silent signs within the stretch are included."""
        if self.origin is None:
            return start, end
        if start == end:
            at = self.origin[start] if start < len(self.origin) else self.length
            return at, at
        return self.origin[start], self.origin[end] if end < len(self.origin) else self.length


@cache
def _table() -> dict[int, str | None]:
    """Sign to sign, built once: width and compatibility forms, digits in disguise, then traditional to simplified."""
    converter = opencc.OpenCC("t2s")
    hanzi = [chr(code) for block in ((0x4E00, 0xA000), (0x3400, 0x4DC0), (0xF900, 0xFB00)) for code in range(*block)]
    table: dict[int, str | None] = {}
    simplified = dict(zip(hanzi, converter.convert("\n".join(hanzi)).split("\n"), strict=True))
    for code in (*range(0x80, 0x3400), *range(0xF900, 0x10000), *range(0x1F100, 0x1F1E6), *range(0x1D7CE, 0x1D800)):
        if 0xD800 <= code < 0xE000:
            continue
        sign = chr(code)
        plain = _plain(sign)
        if plain != sign:
            table[code] = plain or None
    for sign in hanzi:
        target = _settle(_plain(sign), simplified)
        if target != sign:
            table[ord(sign)] = target
    table.update({ord(sign): plain for sign, plain in _OWN.items()})
    for code in (*range(0x20), 0x7F, *range(0xE0000, 0xE0080), *range(0xE0100, 0xE01F0)):
        if chr(code) not in _KEPT_CONTROLS:
            table[code] = None
    # A second round of the same steps must change nothing: let each entry point at its final sign.
    for code, target_sign in table.items():
        final = target_sign
        while final and table.get(ord(final), final) != final:
            final = table[ord(final)]
        table[code] = final
    return table


def _plain(sign: str) -> str:
    """The half-width or compatibility form if it is one sign, the digit it shows, or nothing if it is silent."""
    if sign in _OWN:
        return _OWN[sign]
    if unicodedata.category(sign) in _SILENT_CATEGORIES:
        return ""
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", sign)
    return plain if len(plain) == 1 else sign


def _settle(sign: str, simplified: dict[str, str]) -> str:
    """Follow traditional → simplified until nothing changes, so that normalising twice equals once."""
    for _ in range(4):
        following = simplified.get(sign, sign)
        if len(following) != 1 or following == sign:
            break
        sign = following
    return sign


def normalise(text: str) -> Normalised:
    """The plain copy of ``text``; any string is fine, lone surrogates included (they stay as they are)."""
    table = _table()
    plain = text.translate(table)
    if len(plain) == len(text):
        return Normalised(plain, None, len(text))
    origin = [index for index, sign in enumerate(text) if table.get(ord(sign), "") is not None]
    return Normalised(plain, origin, len(text))
