"""A place as people write it, “武汉市武昌区” or “武昌”, as a division code."""

from __future__ import annotations

import re

from accounts.divisions import Divisions
from accounts.forms.numerals import narrow

_ENDINGS = re.compile(
    r"(?:土家族|苗族|侗族|回族|壮族|藏族|维吾尔|蒙古|自治)*(?:特别行政区|自治区|自治州|自治县|省|市|区|县|州|盟|旗|林区)$"
)


class NotAPlace(ValueError):
    """Nothing, or several places, by this name; `found` holds the full names of a few of them."""

    def __init__(self, found: list[str]) -> None:
        super().__init__("not one place")
        self.found = found


def short(name: str) -> str:
    """武昌 for 武昌区; a name of two signs stays whole."""
    cut = _ENDINGS.sub("", name)
    return cut if len(cut) >= 2 else name


def division_of(typed: str, divisions: Divisions) -> str:
    """The code of the narrowest place named; raises NotAPlace. Townships are not looked for: a district is enough."""
    text = re.sub(r"[\s,，·/]", "", narrow(typed))
    if not text:
        raise NotAPlace([])
    if text in divisions and divisions.is_current(text):
        return text
    matches = [(code, _explained(code, text, divisions)) for code in _candidates(text, divisions)]
    best = max((score for _code, score in matches), default=0)
    codes = [code for code, score in matches if score == best and score]
    if len(codes) != 1:
        raise NotAPlace([divisions.full_name(code) for code in codes[:5]])
    return codes[0]


def _candidates(text: str, divisions: Divisions) -> list[str]:
    """Current divisions down to the county whose own name is in the text."""
    return [
        code
        for code in divisions.codes()
        if len(code) == 6 and divisions.is_current(code) and divisions.level(code) != "township"
        and short(divisions.name(code)) in text
    ]  # fmt: skip


def _explained(code: str, text: str, divisions: Divisions) -> int:
    """How many signs of the text the place and those above it account for; of equals the narrower one.

    Its own name is taken out of the text first, so that 恩施州 is not read as 恩施市 in 恩施州.
    """
    score, left = 0, text
    chain = divisions.ancestors(code)
    for each in chain:
        found = next((name for name in _spellings(divisions.name(each)) if name in left), "")
        left = left.replace(found, " ", 1) if found else left
        score += 10 * len(found)
    return score + len(chain)


def _spellings(name: str) -> tuple[str, str, str]:
    """恩施土家族苗族自治州, 恩施州, 恩施: the longest first."""
    return name, short(name) + name[-1], short(name)
