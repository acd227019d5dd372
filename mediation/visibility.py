"""Which part of a mediation somebody sees, by phase. Pure: a note, a viewer and a phase in, yes or no out (STYLE 14).

Back-to-back means that neither side's compartment is ever open to the other side; colleagues who do not mediate the
case have no business with them either, and when the mediation is over nobody reads them any more but their author.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from complaints.lifecycle.states import State, Who


class Phase(Enum):
    BEFORE = "before"  # nobody mediates yet
    MEDIATING = "mediating"
    AFTER = "after"  # agreed, ended, referred, in court, closed


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: in which relations to the case, and whether they wrote the note."""

    user_id: int | None
    relations: frozenset[Who]


@dataclass(frozen=True, slots=True)
class Sealed:
    """What visibility needs to know of a note."""

    compartment: str
    author_id: int


_MEDIATING = frozenset({State.T2_MEDIATING, State.T2_SUSPENDED, State.T4_DELEGATED, State.SUSPENDED})
_BEFORE = frozenset(state for state in State if state.tier < State.T2_MEDIATING.tier and state.is_open) | {
    State.T2_ASSIGNED,
    State.T2_NEEDS_INFO,
    State.T2_ACCEPTED,
}


def phase_of(state: State) -> Phase:
    """The phase of a mediation that a case's state means."""
    if state in _MEDIATING:
        return Phase.MEDIATING
    return Phase.BEFORE if state in _BEFORE - {State.EVALUATING} else Phase.AFTER


def visible(note: Sealed, viewer: Viewer, phase: Phase) -> bool:
    """Whether the viewer may read the note in this phase."""
    handles = bool(viewer.relations & {Who.OFFICER, Who.MEDIATOR})
    match note.compartment, phase:
        case "staff", _:
            return handles
        case (("consumer" | "merchant"), Phase.MEDIATING | Phase.BEFORE):
            return Who.MEDIATOR in viewer.relations
        case (("consumer" | "merchant"), Phase.AFTER):
            return Who.MEDIATOR in viewer.relations and viewer.user_id == note.author_id
        case _:
            return False


def writable(compartment: str, viewer: Viewer, phase: Phase) -> bool:
    """Whether the viewer may write into a compartment: what one side says alone is written by who heard it."""
    match compartment:
        case "staff":
            return bool(viewer.relations & {Who.OFFICER, Who.MEDIATOR})
        case "consumer" | "merchant":
            return Who.MEDIATOR in viewer.relations and phase is Phase.MEDIATING
        case _:
            return False
