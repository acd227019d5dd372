"""What a notice carries of a decision: number, link, whose turn, until when, then what. No personal data.

Words travel as msgids and are translated for the reader when the notice is rendered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from django.conf import settings
from django.utils import translation

from complaints.lifecycle.clockkinds import ClockKind
from complaints.lifecycle.facts import Decision
from complaints.lifecycle.states import State


def context(decision: Decision, main: tuple[str, ClockKind] | None) -> Mapping[str, str]:
    """`main` is the deadline the case is sorted by after the decision: (ISO moment, kind)."""
    after = decision.after
    told = {"number": after.number, "url": f"{settings.PUBLIC_URL}/c/{after.public_id}/"}
    if moved := decision.event.get("moved"):
        told |= _correction(moved)
    if main is not None and after.state is not None and after.state.is_open:
        told |= {"due": main[0], **words(after.state, main[1])}
    return told


def _correction(moved: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """The deadline a correction moved, from when to when: a main clock before one that runs beside it."""
    first = min(moved, key=lambda move: ClockKind.of(move["clock"]).side)
    with translation.override(None):
        return {"clock": str(ClockKind.of(first["clock"]).label), "was": first["from"], "ends": first["to"]}


@cache
def words(state: State, kind: ClockKind) -> Mapping[str, str]:
    """Whose turn, to do what, and what then, as msgids."""
    with translation.override(None):
        return {"holder": str(state.holder.label), "task": str(state.task), "then": str(kind.then)}
