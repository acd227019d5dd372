"""What a changed calendar would do to deadlines that already run. Pure.

A running clock keeps the moment it promised; this only says where the calendar would now put it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from complaints.clocks.calendar import Holidays, Unit, due, remaining, resume


@dataclass(frozen=True, slots=True)
class Running:
    """A running deadline with the rule it was set by; `value` is None when a person named the day."""

    id: int
    started_at: datetime
    due: datetime
    value: int | None
    unit: Unit


def changed_days(before: Holidays, after: Holidays) -> frozenset[date]:
    """The days that work in one calendar and are off in the other."""
    candidates = (before.days_off ^ after.days_off) | (before.workdays ^ after.workdays)
    return frozenset(day for day in candidates if before.is_working(day) is not after.is_working(day))


def corrected(clock: Running, before: Holidays, after: Holidays, now: datetime) -> datetime:
    """The end of a running deadline if it were counted by `after`; `before` is the calendar it was counted by.

    One that was paused or extended keeps the days it has left at `now`; a day that a person named stays.
    """
    if clock.value is None:
        return clock.due
    if due(clock.started_at, clock.value, clock.unit, before) == clock.due:
        return due(clock.started_at, clock.value, clock.unit, after)
    return resume(now, remaining(now, clock.due, clock.unit, before), clock.unit, after)


def moved(
    clocks: Iterable[Running], before: Holidays, after: Holidays, now: datetime
) -> Iterator[tuple[Running, datetime]]:
    """Those that would end at another moment, with it. Clocks that have run out are the sweep's business."""
    for clock in clocks:
        if clock.due > now and (end := corrected(clock, before, after, now)) != clock.due:
            yield clock, end
