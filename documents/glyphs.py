"""Which characters our two fonts can print. A name with a box in it is not a paper."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from documents.refused import Refused

FANG = Path(__file__).resolve().parent / "fonts" / "FandolFang-Regular.otf"
FALLBACK_FAMILY = "Noto Serif CJK SC"
_LAYOUT_ONLY = frozenset("\n\r\t \u00a0\u3000\u200b\ufeff")


class FontMissing(RuntimeError):
    """The fallback font is not installed on this machine (Debian: fonts-noto-cjk)."""


def fallback_font() -> tuple[Path, int]:
    """File, and index within it, of the font fontconfig finds for the fallback family.

    Raises FontMissing when it would take another family.
    """
    family, file, index = subprocess.run(
        ["fc-match", "-f", "%{family}\n%{file}\n%{index}", f"{FALLBACK_FAMILY}:weight=regular"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    if FALLBACK_FAMILY not in family:
        raise FontMissing(f"{FALLBACK_FAMILY} is not installed: apt-get install fonts-noto-cjk")
    return Path(file), int(index)


def _charset(file: Path, index: int) -> Iterator[int]:
    """Code points of one face, as fontconfig tells them: hexadecimal ranges. Ten times faster than reading the font."""
    command = ["fc-query", "-i", str(index), "-f", "%{charset}", str(file)]
    for span in subprocess.run(command, capture_output=True, text=True, check=True).stdout.split():
        first, _dash, last = span.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


@cache
def printable() -> frozenset[int]:
    """Code points that one of the two fonts holds."""
    return frozenset(_charset(FANG, 0)) | frozenset(_charset(*fallback_font()))


def missing(text: str) -> list[str]:
    """Characters of the text that neither font holds, each once, in order of appearance."""
    known = printable()
    return list(dict.fromkeys(c for c in text if ord(c) not in known and c not in _LAYOUT_ONLY))


def check_printable(text: str) -> None:
    """Raises Refused when the text holds a character that would come out as a box."""
    unknown = missing(text)
    if unknown:
        shown = " ".join(f"{c} (U+{ord(c):04X})" for c in unknown[:5])
        raise Refused("unprintable", _("Our fonts cannot print %(characters)s.") % {"characters": shown})
