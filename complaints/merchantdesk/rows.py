"""The rows of the inbox: columns of one query, and their HTML filled in by `str.format`.

A desk draws forty rows at a time. As model instances walked by template nodes they cost more than the rest of the
page; as tuples put into one drawn stencil (`merchantdesk/inbox_row.html`) a tenth of it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.actors import Actor
from accounts.lists.hrefs import hrefs
from accounts.lists.stencil import fill, fill_all
from accounts.templatetags.controls import clock as drawn_clock
from accounts.templatetags.wording import day
from accounts.wording.money import yuan
from complaints.clocks.calendar import Holidays
from complaints.lifecycle.facts import ClockFacts
from complaints.lifecycle.gather import clock_of
from complaints.lifecycle.states import Outcome, State
from complaints.merchantdesk.tabs import CLOSED, Tab
from complaints.turns import calendar_for, clock_face

LABEL = ' data-label="{label}"'
STATE = '<small class="hint"> · {state}</small>'
ENDED = '{outcome}<br><small class="hint">{day}</small>'
LAST_DIGITS = 6  # by which a team calls a case


class InboxRow(NamedTuple):
    """The columns of a case that its row needs, in this order."""

    id: int
    public_id: uuid.UUID
    number: str
    title: str
    state: str
    holder: str
    outcome: str | None
    closed_at: datetime | None
    filed_at: datetime
    claimed_fen: int | None
    until: datetime
    store: str | None
    handler: str | None
    clock_row: Mapping[str, Any] | None

    @property
    def pk(self) -> int:
        return self.id


def draw(rows: Sequence[InboxRow], tab: Tab, *, viewer: Actor, now: datetime) -> SafeString:
    """All rows of a group as HTML. The calendar is read only where a clock counts working days."""
    return fill_all(render_to_string("merchantdesk/inbox_row.html"), _values(rows, tab, viewer, now))


def _values(rows: Sequence[InboxRow], tab: Tab, viewer: Actor, now: datetime) -> Iterator[Mapping[str, Any]]:
    clocks = [clock_of(row.clock_row) if row.clock_row else None for row in rows]
    holidays = calendar_for(clock.unit for clock in clocks if clock is not None)
    href = hrefs("merchantdesk:case")
    act = pgettext("button", "Answer") if tab.key == "answer" else pgettext("button", "Look")
    asked, nobody = fill(LABEL, {"label": _("Asked")}), _("not handed out")
    colon = pgettext("before a title", ": ")
    says_state = tab.key != "answer" and tab.states != CLOSED
    for at, (row, clock) in enumerate(zip(rows, clocks, strict=True)):
        turn, head = _head(row, clock, viewer=viewer, now=now, holidays=holidays)
        yield {
            "turn": turn,
            "head": head,
            "href": href(row.public_id),
            "title": row.title,
            "end": row.number[-LAST_DIGITS:],
            "state": fill(STATE, {"state": State.of(row.state).label}) if says_state else "",
            "store": row.store or "",
            "store_class": "" if row.store else "wide",
            "asked_label": asked if row.claimed_fen else "",
            "asked": yuan(row.claimed_fen),
            "handler": row.handler or nobody,
            "act": act,
            "colon": colon,
            "first": " first" if at == 0 and tab.key == "answer" else "",
        }


def _head(
    row: InboxRow, clock: ClockFacts | None, *, viewer: Actor, now: datetime, holidays: Holidays
) -> tuple[str, str | SafeString]:
    """Colour and words of the first column: the clock, else how the case ended, else where it stands."""
    face = clock_face(row, clock, viewer=viewer, now=now, holidays=holidays)
    if face is not None:
        return face.turn, drawn_clock(face.words, face.date, face.share)
    if not row.outcome:
        return "none", str(State.of(row.state).label)
    ended = str(Outcome.of(row.outcome).label)
    if row.closed_at is None:
        return "none", ended
    return "none", fill(ENDED, {"outcome": ended, "day": day(row.closed_at)})
