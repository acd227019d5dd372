"""A case's history for one reader: events in words, newest first, with what will happen next on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.wording.money import yuan_words
from accounts.wording.times import deadline_words
from complaints.lifecycle.clockkinds import ClockKind
from complaints.models import Event
from complaints.timeline.words import SILENT, words_of


class Past(NamedTuple):
    """The columns of an event that its line needs, in this order, where a page reads no more of it."""

    pk: int
    at: datetime
    action: str
    from_state: str | None
    to_state: str
    data: Any


@dataclass(frozen=True, slots=True)
class Line:
    """One point of the line. `state` is next, now or nothing."""

    at: datetime
    text: str
    detail: str = ""
    state: str = ""


def timeline(
    events: Iterable[Event | Past], *, reader: Actor, details: Mapping[int, str] | None = None,
    extra: Iterable[Line] = (), coming: Line | None = None,
) -> list[Line]:  # fmt: skip
    """Events in the reader's words; `details` are sentences by event id, `extra` lines from elsewhere (a reading)."""
    found = list(extra)
    for event in events:
        words = words_of(event.action, event.to_state)
        if reader.kind.value in words.hidden or (event.action in SILENT and event.from_state == event.to_state):
            continue
        mine = words.own and event.data.get("actor") == reader.kind.value and _own(event, reader)
        found.append(
            Line(event.at, str(words.own if mine else words.other), (details or {}).get(event.pk, "") or _detail(event))
        )
    found.sort(key=lambda line: line.at, reverse=True)
    if found:
        found[0] = Line(found[0].at, found[0].text, found[0].detail, "now")
    return [coming, *found] if coming else found


def _own(event: Event | Past, reader: Actor) -> bool:
    """A colleague's act is the merchant's, but "you" only for whoever did it, or for their own house."""
    return event.data.get("actor_id") == reader.user_id or reader.merchant_id is not None


def _detail(event: Event | Past) -> str:
    """Sums and days that the event carries for both parties to read; the terms of an offer are not among them."""
    if moved := event.data.get("moved"):
        return "; ".join(_moved(move, event.at) for move in moved)
    details = event.data.get("details") or {}
    found = details.get("found")
    if event.action == "file" and isinstance(found, str):
        return _("Found in the directory by name or number: %(name)s") % {"name": found}
    received = details.get("received_fen")
    if (
        event.action in ("duty.confirm", "evaluate", "withdraw", "promise.kept")
        and isinstance(received, int)
        and received
    ):
        return _("%(sum)s received") % {"sum": yuan_words(received)}
    return ""


def _moved(move: Mapping[str, str], at: datetime) -> str:
    """answer: Mon 4 January, 24:00 -> Tue 5 January, 24:00."""
    was, end = (deadline_words(datetime.fromisoformat(move[key]), now=at) for key in ("from", "to"))
    return _("%(clock)s: not %(was)s but %(end)s") % {
        "clock": ClockKind.of(move["clock"]).label, "was": was, "end": end,
    }  # fmt: skip
