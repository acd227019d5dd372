"""The State Council's holiday notices, as the `chinesecalendar` package publishes them, and what fills the gaps."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version

import chinese_calendar

from complaints.clocks.calendar import Holidays
from complaints.clocks.statutory import statutory_holidays

SOURCE = f"chinesecalendar {version('chinesecalendar')}"
_YEARS_KNOWN_TO_US = range(1990, 2100)


@cache
def published_holidays() -> Holidays:
    """Every published year; for the years before and after, weekends and statutory holidays, marked provisional."""
    years = frozenset(day.year for day in chinese_calendar.holidays)
    guessed = (day for year in _YEARS_KNOWN_TO_US if year not in years for day in statutory_holidays(year))
    return Holidays(
        days_off=frozenset(chinese_calendar.holidays) | frozenset(guessed),
        workdays=frozenset(chinese_calendar.workdays),
        published=years,
    )
