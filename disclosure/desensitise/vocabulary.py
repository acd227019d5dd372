"""The word lists in ``words/``: plain text, one list a file, lines that begin with # explain."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"


def lines(name: str) -> list[str]:
    """The lines of ``words/<name>.txt`` that are neither empty nor an explanation."""
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """The words of ``words/<name>.txt``, which stand apart by spaces or lines."""
    return frozenset(word for line in lines(name) for word in line.split())


@cache
def characters(name: str) -> frozenset[str]:
    """The single characters of ``words/<name>.txt``."""
    return frozenset("".join(words(name)))


def alternatives(words_: frozenset[str]) -> str:
    """A pattern for any of the words, the longest first.

    Most places of a text begin none of them: one look at the sign says so, and the words that begin alike are tried
    together. Written as a plain list of hundreds, each would be tried at each sign.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(words_, key=lambda word: (-len(word), word)):
        rests.setdefault(re.escape(word[0]), []).append(re.escape(word[1:]))
    branches = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())
    return f"(?=[{''.join(rests)}])(?:{branches})"
