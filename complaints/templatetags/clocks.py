"""Deadlines in words, as DESIGN "Words" has them: 还有4天6小时, 已逾期2天, 6月15日（周一）24:00."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.wording.times import deadline_words
from complaints.clocks.calendar import SHANGHAI, TimeLeft

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


@register.filter("ring_upper")
def upper_line_of_ring(left: TimeLeft) -> str:
    """The larger unit, in the ring: 4天, or the bare number of working days."""
    return str(left.working_days) if left.working_days is not None else _largest(left)


@register.filter("ring_lower")
def lower_line_of_ring(left: TimeLeft) -> str:
    """The line below it: 6小时, 工作日, 逾期, 剩余."""
    if left.late:
        return pgettext("below the ring", "overdue")
    if left.working_days is not None:
        return ngettext("working day", "working days", left.working_days)
    return _hours(left.hours) if left.days and left.hours else pgettext("below the ring", "left")


@register.filter("due_date")
def due_date_in_words(due: datetime, now: datetime | None = None) -> str:
    """The moment a clock ends, in Shanghai; midnight is 24:00 of the day it closes. The year only if it is not this."""
    return deadline_words(due, now=now or timezone.now())


@register.filter("due_machine")
def due_for_machines(due: datetime) -> str:
    """The `datetime` attribute of a `<time>`: the last minute of the period's last day, so that the date agrees."""
    return f"{(due - timedelta(minutes=1)).astimezone(SHANGHAI):%Y-%m-%dT%H:%M%z}"


@register.filter("moment_of")
def moment_of(text: str) -> datetime:
    """The moment of an ISO 8601 text, as notices carry it."""
    return datetime.fromisoformat(text)
