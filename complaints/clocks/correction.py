"""What a changed calendar does to deadlines that already run. Pure.

A period is what the law says it is, so an end that the calendar moves is moved, both ways; but nobody loses a day
they were promised without at least one working day's warning.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from complaints.clocks.calendar import Holidays, Unit, last_day, recount, resume


@dataclass(frozen=True, slots=True)
class Counted:
    """What a deadline was last counted from: its start, the day it resumed, or the last day it was extended from."""

    start: datetime
    days: int
    unit: Unit

    @classmethod
    def from_resuming(cls, now: datetime, left: int, unit: Unit) -> Counted:
        """As `calendar.resume` counts: whole days from today, working days for a working clock."""
        return cls(now, left, Unit.WORKING if unit is Unit.WORKING else Unit.CALENDAR)

    @classmethod
    def from_extending(cls, due: datetime, days: int, unit: Unit) -> Counted:
        """As `calendar.extended` counts: from the last day the period had."""
        return cls(due - timedelta(microseconds=1), days, unit)


def corrected(due: datetime, counted: Counted | None, holidays: Holidays, now: datetime) -> datetime | None:
    """The moment a running deadline should end by this calendar, or None when it ends there already.

    None too for a day that a person named, and for a deadline that has run out: that one is the sweep's business. One
    brought forward leaves at least the next working day, and never ends later than was promised. Asked again with
    the same calendar it finds nothing more to do.
    """
    if counted is None or due <= now:
        return None
    end = recount(counted.start, counted.days, counted.unit, holidays)
    if end < due:
        end = min(due, max(end, resume(now, 1, Unit.WORKING, holidays)))
    return None if end == due else end


def changed_days(before: Holidays, after: Holidays) -> frozenset[date]:
    """The days that work in one calendar and are off in the other."""
    candidates = (before.days_off ^ after.days_off) | (before.workdays ^ after.workdays)
    return frozenset(day for day in candidates if before.is_working(day) is not after.is_working(day))


def ends_in(year: int, *ends: datetime) -> bool:
    """Whether one of these moments ends a period in that year (Shanghai)."""
    return any(last_day(end).year == year for end in ends)
