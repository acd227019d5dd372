"""Whose turn, until when, then what: the panel at the head of a case page, for each reader in their own words.

The three answers are facts of the case: its holder, the clock that runs, and what that clock promised (STYLE 13). A
page shows them with `<c-case-turn :turn="turn" />` and composes no sentence of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.actors import Actor, ActorKind
from accounts.wording.times import deadline_words, moment_words
from complaints.clocks.calendar import Holidays, Unit, time_left
from complaints.clocks.dial import DAY, share_left, turn_by_time
from complaints.clocks.queries import load_holidays
from complaints.lifecycle.facts import ClockFacts
from complaints.lifecycle.states import Holder, Outcome, State
from complaints.models import Case
from complaints.templatetags.clocks import (
    due_for_machines,
    lower_line_of_ring,
    time_left_in_words,
    upper_line_of_ring,
)

NO_HOLIDAYS = Holidays(frozenset(), frozenset(), frozenset())
GOOD_ENDS = frozenset({Outcome.CONFIRMED_SOLVED, Outcome.WITHDRAWN_PAID})
HOLDS = {
    ActorKind.CONSUMER: (Holder.CONSUMER,),
    ActorKind.MERCHANT: (Holder.MERCHANT,),
    ActorKind.OFFICER: (Holder.BODY,),
    ActorKind.MEDIATOR: (Holder.MEDIATOR,),
    ActorKind.DEPARTMENT: (Holder.DEPARTMENT,),
    ActorKind.COURT: (Holder.COURT,),
}


class Held(Protocol):
    """What says whose turn it is: a case, or two of its columns."""

    @property
    def state(self) -> str: ...
    @property
    def holder(self) -> str: ...


@dataclass(frozen=True)
class ClockFace:
    """A clock in a list: colour, words, date, and the share that is left (1 to 100)."""

    turn: str
    words: str
    date: str
    share: int


@dataclass(frozen=True)
class Turn:
    """What the panel shows. `turn` is the colour: you, them, late, done or none."""

    turn: str
    title: str
    left: str = ""
    who: str = ""
    until: str = ""
    until_machine: str = ""
    then: str = ""
    share: str = ""
    upper: str = ""
    lower: str = ""


def deciding(clocks: Iterable[ClockFacts]) -> ClockFacts | None:
    """The clock that decides next: of the open ones that are no side clocks, the first to end."""
    return min((each for each in clocks if not each.kind.side), key=lambda each: (each.due, each.id), default=None)


def calendar_for(units: Iterable[str]) -> Holidays:
    """The calendar where a clock counts working days; else nothing is asked and nothing is needed."""
    return load_holidays() if any(unit == Unit.WORKING for unit in units) else NO_HOLIDAYS


def is_theirs(case: Held, viewer: Actor) -> bool:
    """Whether it is the viewer's turn; the viewer is assumed to be a party of the case (visible_to)."""
    return Holder.of(case.holder) in HOLDS.get(viewer.kind, ())


def turn_of(case: Case, clock: ClockFacts | None, *, viewer: Actor, now: datetime, holidays: Holidays) -> Turn:
    """The panel of one case for one reader; `clock` is the one that decides next."""
    state = State.of(case.state)
    if not state.is_open:
        return _ended(case, state)
    mine = is_theirs(case, viewer)
    title = _mine(viewer, str(state.task)) if mine else _waiting(case, str(state.task))
    who = _self(viewer) if mine else _holder(case)
    colour = "you" if mine else "them"
    if clock is None:
        return Turn(colour, title, who=who)
    if clock.paused_at is not None:
        return Turn(
            colour, pgettext("before the time left", "%(title)s,") % {"title": title}, left=_("the clock is paused"),
            who=who, then=clock.promise,
        )  # fmt: skip
    left = time_left(now, clock.due, Unit(clock.unit), holidays)
    if left.late or (mine and clock.due - now <= DAY):
        colour = "late"
    return Turn(
        turn=colour,
        title=pgettext("before the time left", "%(title)s,") % {"title": title},
        left=time_left_in_words(left),
        who=who,
        until=deadline_words(clock.due, now=now),
        until_machine=due_for_machines(clock.due),
        then=clock.promise,
        share=str(share_left(clock.started_at, clock.due, now)),
        upper=upper_line_of_ring(left),
        lower=lower_line_of_ring(left),
    )


def clock_face(
    case: Held, clock: ClockFacts | None, *, viewer: Actor, now: datetime, holidays: Holidays
) -> ClockFace | None:
    """The clock of a row at a desk: by urgency for whoever must act, else as waiting; None when none runs."""
    if clock is None or clock.paused_at is not None or not State.of(case.state).is_open:
        return None
    left = time_left(now, clock.due, Unit(clock.unit), holidays)
    colour = turn_by_time(clock.due, now) if is_theirs(case, viewer) else "late" if left.late else "them"
    return ClockFace(
        colour,
        time_left_in_words(left),
        moment_words(clock.due, now=now),
        share_left(clock.started_at, clock.due, now),
    )


def _mine(viewer: Actor, task: str) -> str:
    words = {
        ActorKind.CONSUMER: pgettext("to a person", "Your turn: %(task)s"),
        ActorKind.MERCHANT: pgettext("to a merchant", "Your turn: %(task)s"),
    }
    return words.get(viewer.kind, pgettext("to an office", "Your turn: %(task)s")) % {"task": task}


def _self(viewer: Actor) -> str:
    words = {ActorKind.CONSUMER: pgettext("a person", "you"), ActorKind.MERCHANT: pgettext("a merchant", "you")}
    return words.get(viewer.kind, pgettext("an office", "you"))


def _waiting(case: Case, task: str) -> str:
    return _("Waiting for %(holder)s to %(task)s") % {"holder": Holder.of(case.holder).label, "task": task}


def _holder(case: Case) -> str:
    """Who has the turn, by name where the name is public: never a mediator's, never the consumer's."""
    house = {
        Holder.BODY: case.body or case.intake_body,
        Holder.DEPARTMENT: case.department,
        Holder.COURT: case.court,
    }.get(Holder.of(case.holder))
    if house is not None:
        return house.short_name or house.name
    if case.holder == Holder.MERCHANT:
        return case.respondent_name
    return str(Holder.of(case.holder).label)


def _ended(case: Case, state: State) -> Turn:
    if case.outcome is None or state is State.MERGED:
        return Turn("none", str(state.label))
    outcome = Outcome.of(case.outcome)
    words = _("Closed: %(outcome)s") % {"outcome": outcome.label}
    return Turn("done" if outcome in GOOD_ENDS else "none", words)
