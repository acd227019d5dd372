"""Words and colours of the desk's lists."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.translation import gettext as _

from complaints.clocks.calendar import TimeLeft, Unit, time_left
from complaints.clocks.dial import turn_by_time
from complaints.clocks.published import published_holidays
from complaints.models import Case
from mediation.desk.queues import OURS

register = template.Library()


@register.filter
def list_turn(case: Case, now: datetime) -> str:
    """Colour of a case in the officers' list: by time when it is our turn, else whose turn it is."""
    if case.closed_at is not None or case.next_due is None:
        return "none"
    return turn_by_time(case.next_due, now) if case.holder in OURS else "them"


@register.filter
def left_of(case: Case, now: datetime) -> TimeLeft:
    """Time left of a case that has a deadline, for `time_left`."""
    assert case.next_due is not None, "asked of cases with a deadline only"
    return time_left(now, case.next_due, Unit.CALENDAR, published_holidays())


@register.filter
def side_words(by: str) -> str:
    """Who said something, in words."""
    return {
        "consumer": _("consumer"),
        "merchant": _("merchant"),
        "body": _("association"),
        "mediator": _("mediator"),
    }.get(by, by)
