"""Stretches of digits as people write them: spaces, dashes, line breaks between, Chinese numerals, O for 0."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_VALUE = {
    **{str(digit): str(digit) for digit in range(10)},
    **dict(zip("零一二三四五六七八九", "0123456789", strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖两", "1234567892", strict=True)),
    **dict.fromkeys("oO", "0"),
}
_DIGIT = "0-9零一二三四五六七八九壹贰叁肆伍陆柒捌玖"
# Up to three signs that are neither letters, Chinese characters nor the marks of money, time and sentence ends.
_BETWEEN = r"[^\w㐀-鿿¥$%;。!?:=<>{}\[\]\"“”‘’'￥@#]"
_RUN = re.compile(rf"[{_DIGIT}](?:(?:{_BETWEEN}|_){{0,3}}[{_DIGIT}oO])*")
# 13800001111一直: a change from figures to characters begins a new group.
_GROUP = re.compile(rf"[0-9oO]+|[{_DIGIT[3:]}]+")


@dataclass(frozen=True, slots=True)
class Group:
    """Digits without anything between them."""

    start: int
    end: int
    digits: str
    plain: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring groups; ``joins[i]`` is what stands between group i and i + 1."""

    start: int
    end: int
    groups: tuple[Group, ...]
    joins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """Consecutive groups of a run read as one number: all figures (``plain``), or at least not mixed."""

    start: int
    end: int
    digits: str
    plain: bool
    one_script: bool
    shortest: int  # digits of the shortest group
    joins: tuple[str, ...]


def runs(text: str) -> Iterator[Run]:
    """Every stretch of at least five digits."""
    for match in _RUN.finditer(text):
        if match.end() - match.start() < 5:
            continue
        groups = tuple(
            Group(part.start(), part.end(), digits_of(part.group()), part.group().isascii() and part.group().isdigit())
            for part in _GROUP.finditer(text, match.start(), match.end())
        )
        joins = tuple(text[left.end : right.start] for left, right in pairwise(groups))
        yield Run(match.start(), match.end(), groups, joins)


def digits_of(written: str) -> str:
    """The digits in ``written``, in order, as ASCII; everything else is left out."""
    return "".join(_VALUE.get(sign, "") for sign in written)


def numbers(run: Run, least: int, most: int) -> Iterator[Number]:
    """All readings of consecutive groups with ``least`` to ``most`` digits, longest first from each group."""
    groups, count = run.groups, len(run.groups)
    for first in range(count):
        readings: list[Number] = []
        digits, plain, other, shortest = "", True, True, most
        for last in range(first, count):
            digits += groups[last].digits
            shortest = min(shortest, len(groups[last].digits))
            plain = plain and groups[last].plain
            other = other and not groups[last].plain
            if len(digits) > most:
                break
            if len(digits) >= least:
                joins = run.joins[first:last]
                readings.append(
                    Number(groups[first].start, groups[last].end, digits, plain, plain or other, shortest, joins)
                )
        yield from reversed(readings)
