"""Moves running deadlines to where the calendar puts them, after a year was published or changed.

It asks no calendar of the past: each clock says what it was counted from, so a clock that stands where today's calendar
puts it is left alone. Running it late, twice or side by side changes nothing more.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, transaction
from django.db.models import Q

from accounts.switchboard import effects, fact
from complaints.clocks.correction import corrected, ends_in
from complaints.clocks.queries import load_holidays
from complaints.clocks.sweep import BATCH, BROKEN
from complaints.lifecycle import gather
from complaints.lifecycle.commit import commit
from complaints.lifecycle.decide import Law, decide
from complaints.lifecycle.facts import Command, Decision, Refused
from complaints.lifecycle.states import Who
from complaints.models import Clock

log = logging.getLogger(__name__)

COMMAND = Command("deadline.corrected", frozenset({Who.SYSTEM}))


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A running deadline that the calendar ends at another moment."""

    case_id: int
    number: str
    kind: str
    due: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """How many cases were corrected, how many could not be (they are tried again), and deadlines of higher floors."""

    cases: int = 0
    failed: int = 0
    elsewhere: int = 0

    def __add__(self, other: Done) -> Done:
        return Done(self.cases + other.cases, self.failed + other.failed, self.elsewhere + other.elsewhere)


def misplaced(now: datetime, *, year: int | None = None, after: datetime | None = None) -> Iterator[Misplaced]:
    """Running deadlines that today's calendar ends elsewhere: a query for clocks, one for those of higher floors.

    `year`: only those that end in it, before or after; `after`: only those due later than that moment.
    """
    yield from _clocks(now, year, after)
    for found in _elsewhere(now, year).values():
        if found.due > (after or now):
            yield found


def _clocks(now: datetime, year: int | None, after: datetime | None = None) -> Iterator[Misplaced]:
    holidays = load_holidays()
    rows = Clock.objects.filter(
        Q(value__isnull=False, counted_from=None) | Q(counted_days__isnull=False),
        due__gt=max(now, after or now), fired_at=None, stopped_at=None, paused_at=None,
    ).order_by("pk")  # fmt: skip
    fields = ("case_id", "case__number", "kind", "due", "started_at", "unit", *gather.BASIS)
    for case_id, number, kind, due, *basis in rows.values_list(*fields).iterator(4 * BATCH):
        end = corrected(due, gather.counted_from(*basis), holidays, now)
        if end is not None and (year is None or ends_in(year, due, end)):
            yield Misplaced(case_id, number, kind, due, end)


def _elsewhere(now: datetime, year: int | None) -> dict[int, Misplaced]:
    """Deadlines that are no clocks of the lifecycle."""
    rows: dict[int, Misplaced] = fact("deadlines.elsewhere")((), now)
    return {case_id: row for case_id, row in rows.items() if year is None or ends_in(year, row.due, row.end)}


def correct_deadlines(now: datetime, *, year: int | None = None, batch: int = BATCH) -> Done:
    """Correct every case with a misplaced deadline, a batch in a transaction, each by `deadline.corrected`."""
    ids = sorted({clock.case_id for clock in _clocks(now, year)})
    law, total = gather.law(), Done()
    for start in range(0, len(ids), batch):
        total += _correct(ids[start : start + batch], law, now)
    return total + Done(elsewhere=effects("deadlines.elsewhere")(sorted(_elsewhere(now, year)), now))


def _correct(ids: Sequence[int], law: Law, now: datetime) -> Done:
    """One batch; when the database refuses it, the two halves, down to the one bad case."""
    try:
        with transaction.atomic():
            return _decide_and_commit(gather.lock(ids), law, now)
    except DatabaseError as error:
        if len(ids) == 1:
            log.error("deadlines of case %s could not be corrected: %s", ids[0], type(error).__name__)
            return Done(failed=1)
        middle = len(ids) // 2
        return _correct(ids[:middle], law, now) + _correct(ids[middle:], law, now)


def _decide_and_commit(ids: Sequence[int], law: Law, now: datetime) -> Done:
    """The cases are read again under their lock: one that was moved or corrected meanwhile is left alone."""
    decisions: list[Decision] = []
    failed = 0
    for case_id, case in gather.read(ids).items():
        try:
            decisions.append(decide(case, COMMAND, law, now))
        except Refused:
            continue
        except BROKEN as error:
            log.error("deadlines of case %s could not be corrected: %s", case_id, type(error).__name__)
            failed += 1
    commit(decisions)
    return Done(cases=len(decisions), failed=failed)
