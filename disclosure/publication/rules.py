"""When a case may become public, and how a text is put together from its marks. Pure (DOMAIN 6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from complaints.lifecycle.facts import Refused

UNVERIFIED = "投诉人单方陈述，未经核实"
NO_ANSWER = "未在期限内答复"
LETTERS = 2  # attempts to reach a merchant that has not joined


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the rules look at."""

    basis: str
    harm: str
    joined: bool
    merchant_confirmed: bool
    notice_proven: bool
    attempts: int
    silent: bool  # the merchant's time ran out without an answer
    has_story: bool


def check_grounds(grounds: Grounds) -> None:
    """Raises Refused where a publication of this case on this basis would not be lawful."""
    if not grounds.merchant_confirmed:
        raise Refused("merchant_unknown", _("Which merchant it is must be confirmed first."))
    if not grounds.joined:
        if not grounds.notice_proven:
            raise Refused("not_delivered", _("Nothing is published of a merchant that our letter has not reached."))
        if grounds.attempts < LETTERS:
            raise Refused("one_attempt", _("A merchant that has not joined is written to twice before."))
    if grounds.basis == "criticism" and not grounds.harm.strip():
        raise Refused("no_harm", _("Name the harmful conduct: exposure and criticism need it (消法 37)."), field="harm")
    if grounds.basis == "silence":
        if not grounds.silent:
            raise Refused("answered", _("The merchant has answered in time."), field="basis")
        if grounds.has_story:
            raise Refused("silence_story", _("Silence alone gives figures, no story."), field="basis")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A masked stretch of the raw text, offsets in characters, end exclusive."""

    start: int
    end: int
    replacement: str
    lifted: bool = False


def masked(raw: str, marks: Iterable[Stretch]) -> str:
    """The text the public sees. Overlapping stretches hide all they touch: a leak is worse than too much."""
    out, at = [], 0
    for mark in sorted((m for m in marks if not m.lifted), key=lambda m: (m.start, -m.end)):
        if mark.start >= at:
            out += [raw[at : mark.start], mark.replacement]
            at = mark.end
        else:
            at = max(at, mark.end)
    out.append(raw[at:])
    return "".join(out)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text for the side-by-side view: plain, or raw beside its replacement."""

    raw: str
    shown: str
    number: int = 0  # of the mark; 0: plain
    doubt: bool = False


def pieces(raw: str, marks: Sequence[Stretch], doubts: frozenset[int] = frozenset()) -> list[Piece]:
    """The text cut along its marks; `doubts` are positions (in `marks`) a reviewer should look at first."""
    out, at = [], 0
    for number, mark in sorted(enumerate(marks, start=1), key=lambda pair: pair[1].start):
        if mark.start < at:
            continue
        out.append(Piece(raw[at : mark.start], raw[at : mark.start]))
        stretch = raw[mark.start : mark.end]
        out.append(Piece(stretch, stretch if mark.lifted else mark.replacement, number, number - 1 in doubts))
        at = mark.end
    out.append(Piece(raw[at:], raw[at:]))
    return [piece for piece in out if piece.raw]


def check_second(first_id: int, second_id: int | None) -> None:
    """Nobody decides on their own work."""
    if second_id is None or second_id == first_id:
        raise Refused("same_person", _("Somebody else must decide: two persons publish."))


def objection_over(until: datetime | None, objected: bool, now: datetime) -> bool:
    """Whether the merchant has had its say: it objected, or its five working days are over."""
    return objected or (until is not None and now >= until)
