"""Whose turn, until when, then what: for the people who handle the case. Pure; the promise is the clock's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from complaints.clocks.calendar import Holidays, TimeLeft, Unit, time_left
from complaints.clocks.dial import share_left
from complaints.lifecycle.facts import CaseFacts, ClockFacts
from complaints.lifecycle.states import Holder, Who


@dataclass(frozen=True, slots=True)
class Turn:
    """What the panel shows; `left` is None when no clock runs."""

    colour: str
    title: str
    who: str
    left: TimeLeft | None = None
    share: int | None = None
    due: datetime | None = None
    then: str = ""


def turn_of(
    case: CaseFacts, relations: frozenset[Who], names: dict[str, str], now: datetime, holidays: Holidays
) -> Turn:
    """The panel of a case for somebody in these relations; `names` says who body, mediator and so on are."""
    state = case.state
    assert state is not None
    if not state.is_open:
        ending = case.outcome.label if case.outcome else state.label
        return Turn("none", str(ending), _("nobody"))
    ours = state.holder.value in {who.value for who in relations} or (
        state.holder is Holder.BODY and Who.OFFICER in relations
    )
    clock = main_clock(case)
    late = clock is not None and clock.due <= now
    if ours:
        title = _("Our turn: %(task)s") % {"task": state.task}
    else:
        title = _("Turn of %(holder)s: %(task)s") % {"holder": state.holder.label, "task": state.task}
    who = names.get(state.holder.value) or str(state.holder.label)
    colour = "late" if late and ours else "you" if ours else "them"
    if clock is None:
        return Turn(colour, title, who)
    return Turn(
        colour,
        title,
        who,
        time_left(now, clock.due, Unit(clock.unit), holidays),
        share_left(clock.started_at, clock.due, now),
        clock.due,
        str(clock.kind.then),
    )


def main_clock(case: CaseFacts) -> ClockFacts | None:
    """The deadline the case stands under: the earliest running one that is not a side clock."""
    return min((c for c in case.clocks if c.running and not c.kind.side), key=lambda c: c.due, default=None)
