"""Deadlines in words, as DESIGN "Words" has them: 还有4天6小时, 已逾期2天, 6月15日（周一）24:00."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from complaints.clocks.calendar import SHANGHAI, TimeLeft, last_day

register = template.Library()


@register.filter("time_left")
def time_left_in_words(left: TimeLeft) -> str:
    """How long is left, or since when it is late. The value comes from `complaints.clocks.calendar.time_left`."""
    if left.late:
        if left.days or left.hours or left.minutes:
            return _("%(time)s overdue") % {"time": _largest(left)}
        return _("time is up")
    if left.working_days is not None:
        time = ngettext("%(n)d working day", "%(n)d working days", left.working_days) % {"n": left.working_days}
    elif left.days and left.hours:
        time = _("%(days)s %(hours)s") % {"days": _days(left.days), "hours": _hours(left.hours)}
    elif left.days or left.hours or left.minutes:
        time = _largest(left)
    else:
        time = _("less than a minute")
    return _("%(time)s left") % {"time": time}


def _largest(left: TimeLeft) -> str:
    if left.days:
        return _days(left.days)
    if left.hours:
        return _hours(left.hours)
    return ngettext("%(n)d minute", "%(n)d minutes", left.minutes) % {"n": left.minutes}


def _days(n: int) -> str:
    return ngettext("%(n)d day", "%(n)d days", n) % {"n": n}


def _hours(n: int) -> str:
    return ngettext("%(n)d hour", "%(n)d hours", n) % {"n": n}


@register.filter("due_date")
def due_date_in_words(due: datetime, now: datetime | None = None) -> str:
    """The moment a clock ends, in Shanghai; midnight is 24:00 of the day it closes. The year only if it is not this."""
    local = due.astimezone(SHANGHAI)
    at_midnight = local.time() == datetime.min.time()
    day = last_day(due) if at_midnight else local.date()
    words = {
        "weekday": _weekdays()[day.weekday()],
        "day": day.day,
        "month": _months()[day.month - 1],
        "year": day.year,
        "time": "24:00" if at_midnight else f"{local:%H:%M}",
    }
    if day.year == (now or timezone.now()).astimezone(SHANGHAI).year:
        return _("%(weekday)s %(day)d %(month)s, %(time)s") % words
    return _("%(weekday)s %(day)d %(month)s %(year)d, %(time)s") % words


@register.filter("due_machine")
def due_for_machines(due: datetime) -> str:
    """The `datetime` attribute of a `<time>`: the last minute of the period's last day, so that the date agrees."""
    return f"{(due - timedelta(minutes=1)).astimezone(SHANGHAI):%Y-%m-%dT%H:%M%z}"


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
