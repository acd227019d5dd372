"""Counting days as the Civil Code does (民法典 art. 200–203). Pure: no database, no clock of its own.

Every function takes aware datetimes and gives UTC back; days are days in Shanghai. "Working" days follow the State
Council's notices with their make-up workdays (调休); a year without a notice is provisional, never "no holidays".
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
SATURDAY = 5
DAY = timedelta(days=1)


class Unit(StrEnum):
    """What a period is counted in."""

    CALENDAR = "calendar"
    WORKING = "working"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Holidays:
    """Which days are working days.

    `days_off` and `workdays` are the exceptions to the week: days off by notice, and weekend days worked to make up.
    `published` holds the years a notice was published for; every other year is provisional, and `days_off` then holds
    only the statutory holidays known beforehand (see `statutory.py`).
    """

    days_off: frozenset[date]
    workdays: frozenset[date]
    published: frozenset[int]

    def is_working(self, day: date) -> bool:
        """Whether offices work on that day."""
        if day in self.workdays:
            return True
        return day.weekday() < SATURDAY and day not in self.days_off

    def is_provisional(self, day: date) -> bool:
        """Whether the year's notice is still to come, so that deadlines ending in it may move."""
        return day.year not in self.published

    def with_overrides(self, overrides: Mapping[date, bool], published: Iterable[int] = ()) -> Holidays:
        """The same calendar with days ruled otherwise (`True`: a day off), and years declared published.

        For a year declared published the overrides are the notice: what was only guessed for it is dropped.
        """
        years = frozenset(published) - self.published
        off = frozenset(day for day, is_off in overrides.items() if is_off)
        kept = frozenset(day for day in self.days_off if day.year not in years and day not in overrides)
        return Holidays(
            days_off=kept | off,
            workdays=(self.workdays - off) | (frozenset(overrides) - off),
            published=self.published | years,
        )


def local_day(moment: datetime) -> date:
    """The day in Shanghai on which a moment falls. A naive moment is an error, never a guess."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its offset")
    return moment.astimezone(SHANGHAI).date()


def last_day(due: datetime) -> date:
    """The last day of a period that ends at `due`: midnight belongs to the day before, as its 24:00 (art. 203)."""
    return local_day(due - timedelta(microseconds=1))


def end_of(day: date) -> datetime:
    """24:00 in Shanghai on that day, as UTC (art. 203 para. 2)."""
    return datetime.combine(day + DAY, time(), SHANGHAI).astimezone(UTC)


def first_working(day: date, holidays: Holidays) -> date:
    """That day, or the first working day after it: a period never ends on a day off (art. 203 para. 1)."""
    while not holidays.is_working(day):
        day += DAY
    return day


def _plus_working(day: date, days: int, holidays: Holidays) -> date:
    while days:
        day += DAY
        days -= holidays.is_working(day)
    return day


def _plus_months(day: date, months: int) -> date:
    """The corresponding day; where the month has none, its last day (art. 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


# Art. 201 para. 1: the starting day is not counted, so day 1 is the day after `start`.
_STEP: Mapping[Unit, Callable[[date, int, Holidays], date]] = {
    Unit.CALENDAR: lambda day, n, _: day + timedelta(days=n),
    Unit.WORKING: _plus_working,
    Unit.MONTH: lambda day, n, _: _plus_months(day, n),
    Unit.YEAR: lambda day, n, _: _plus_months(day, 12 * n),
}


def due(start: datetime, days: int, unit: Unit, holidays: Holidays) -> datetime:
    """The moment a period of `days` units ends that something at `start` set off.

    The starting day is not counted (民法典 art. 201), months and years end on the corresponding day (202), the last
    day ends at 24:00, and if it is a day off the first working day after it is the last (203). Raises ValueError for a
    naive start and for fewer than one unit.
    """
    if days < 1:
        raise ValueError("a period has at least one day")
    return recount(start, days, unit, holidays)


def recount(start: datetime, days: int, unit: Unit, holidays: Holidays) -> datetime:
    """The end by the same count for any number of days; none left means the day of `start` itself."""
    return end_of(first_working(_STEP[unit](local_day(start), days, holidays), holidays))


def remaining(now: datetime, due: datetime, unit: Unit, holidays: Holidays) -> int:
    """Whole days a clock paused at `now` keeps: working days for a working clock, else calendar days.

    The day of the pause is not counted, as the day of resuming will not be. Zero when it is paused on its last day.
    Raises ValueError when the clock has run out: there is nothing left to keep.
    """
    if now >= due:
        raise ValueError("the period has ended")
    today, last = local_day(now), last_day(due)
    if unit is Unit.WORKING:
        return _working_between(today, last, holidays)
    return (last - today).days


def resume(now: datetime, left: int, unit: Unit, holidays: Holidays) -> datetime:
    """The new end of a clock that resumes at `now` with `left` days (from `remaining`); never before today's 24:00."""
    if left < 0:
        raise ValueError("no period has less than nothing left")
    step = Unit.WORKING if unit is Unit.WORKING else Unit.CALENDAR
    return end_of(first_working(_STEP[step](local_day(now), left, holidays), holidays))


def extended(due: datetime, days: int, unit: Unit, holidays: Holidays) -> datetime:
    """The end of a period prolonged by `days` units, counted from its last day."""
    if days < 1:
        raise ValueError("an extension has at least one day")
    return end_of(first_working(_STEP[unit](last_day(due), days, holidays), holidays))


def _working_between(after: date, last: date, holidays: Holidays) -> int:
    """Working days later than `after`, up to and with `last`."""
    return sum(holidays.is_working(after + timedelta(days=n)) for n in range(1, (last - after).days + 1))


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """How long until a clock ends, or since it ended, in the units a person is told."""

    late: bool
    days: int
    hours: int
    minutes: int
    working_days: int | None = None


def time_left(now: datetime, due: datetime, unit: Unit, holidays: Holidays) -> TimeLeft:
    """Days, hours and minutes between `now` and `due`, rounded down.

    For a working clock that has not run out, also the working days after today; None on its last day, when only hours
    mean anything.
    """
    late = now >= due
    seconds = int(abs((due - now).total_seconds()))
    working = None
    if unit is Unit.WORKING and not late:
        working = _working_between(local_day(now), last_day(due), holidays) or None
    return TimeLeft(
        late=late,
        days=seconds // 86400,
        hours=seconds % 86400 // 3600,
        minutes=seconds % 3600 // 60,
        working_days=working,
    )
