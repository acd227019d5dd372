"""Days and moments in words: 6月15日（周一）24:00. Midnight belongs to the day it ends, as the law counts days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)


def day_words(day: date, *, now: datetime) -> str:
    """6月15日; the year only if it is not this one."""
    return _day_words(day, now.astimezone(SHANGHAI).year)


def _day_words(day: date, year: int) -> str:
    words = {"day": day.day, "month": _months()[day.month - 1], "year": day.year}
    if day.year == year:
        return _("%(day)d %(month)s") % words
    return _("%(day)d %(month)s %(year)d") % words


def moment_words(at: datetime, *, now: datetime) -> str:
    """今天15:20, 6月11日15:20; midnight is 24:00 of the day before."""
    return _moment_words(at.astimezone(SHANGHAI), now.astimezone(SHANGHAI).date(), get_language())


@lru_cache(maxsize=1024)
def _moment_words(at: datetime, today: date, _language: str | None) -> str:
    """The same of a list, where many deadlines end at the same 24:00."""
    day, clock = day_and_clock(at)
    date_words = _("today") if day == today else _day_words(day, today.year)
    return _("%(date)s, %(time)s") % {"date": date_words, "time": clock}


def deadline_words(due: datetime, *, now: datetime) -> str:
    """6月15日（周一）24:00, as a party is told until when."""
    day, clock = day_and_clock(due)
    words = {
        "weekday": _weekdays()[day.weekday()],
        "day": day.day,
        "month": _months()[day.month - 1],
        "year": day.year,
        "time": clock,
    }
    if day.year == now.astimezone(SHANGHAI).year:
        return _("%(weekday)s %(day)d %(month)s, %(time)s") % words
    return _("%(weekday)s %(day)d %(month)s %(year)d, %(time)s") % words


def day_and_clock(at: datetime) -> tuple[date, str]:
    """The day and HH:MM in Shanghai, with 24:00 for the midnight that ends a day."""
    local = at.astimezone(SHANGHAI)
    if local.time() == time(0):
        return local.date() - DAY, "24:00"
    return local.date(), f"{local:%H:%M}"


def _weekdays() -> tuple[str, ...]:
    return (
        pgettext("weekday in a date", "Mon"),
        pgettext("weekday in a date", "Tue"),
        pgettext("weekday in a date", "Wed"),
        pgettext("weekday in a date", "Thu"),
        pgettext("weekday in a date", "Fri"),
        pgettext("weekday in a date", "Sat"),
        pgettext("weekday in a date", "Sun"),
    )


def _months() -> tuple[str, ...]:
    """Named for every date of a list: looked up once a language."""
    return _months_in(get_language())


@cache
def _months_in(_language: str | None) -> tuple[str, ...]:
    return (
        pgettext("month in a date", "January"),
        pgettext("month in a date", "February"),
        pgettext("month in a date", "March"),
        pgettext("month in a date", "April"),
        pgettext("month in a date", "May"),
        pgettext("month in a date", "June"),
        pgettext("month in a date", "July"),
        pgettext("month in a date", "August"),
        pgettext("month in a date", "September"),
        pgettext("month in a date", "October"),
        pgettext("month in a date", "November"),
        pgettext("month in a date", "December"),
    )
