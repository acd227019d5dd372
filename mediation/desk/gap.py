"""差在哪: what was asked and what was last offered, line by line. Pure; offers are privileged, for handlers only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.wording.money import yuan


@dataclass(frozen=True, slots=True)
class Asked:
    """A demand, and the merchant's last answer to it (None: no answer). Money in fen."""

    name: str
    asked_fen: int | None
    response: str | None = None
    given_fen: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table, in words."""

    name: str
    asked: str
    given: str
    gap: str
    turn: str = ""
    word: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """The whole table with its totals."""

    lines: tuple[Line, ...]
    asked_total: str
    given_total: str
    gap_total: str
    answered: bool
    gap_fen: int


def gap_of(demands: Sequence[Asked]) -> Gap:
    """The table of a case."""
    asked = sum(each.asked_fen or 0 for each in demands)
    given = sum(_given(each) for each in demands)
    return Gap(
        tuple(_line(each) for each in demands),
        yuan(asked),
        yuan(given),
        yuan(asked - given),
        any(each.response for each in demands),
        asked - given,
    )


def _given(each: Asked) -> int:
    if each.response == "agree":
        return each.asked_fen or 0
    return (each.given_fen or 0) if each.response == "propose" else 0


def _line(each: Asked) -> Line:
    if each.asked_fen is not None:
        given = _given(each)
        return Line(
            each.name,
            yuan(each.asked_fen),
            yuan(given) if each.response else _("no answer"),
            yuan(each.asked_fen - given),
            why=each.why,
        )
    met = each.response in ("agree", "propose")
    return Line(
        each.name,
        _("asked for"),
        _("agreed") if met else _("not agreed") if each.response else _("no answer"),
        "–" if met else _("to be talked over"),
        why=each.why,
    )
