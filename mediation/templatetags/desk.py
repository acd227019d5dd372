"""Words and colours of the desk's lists."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.translation import gettext as _

from complaints.clocks.dial import turn_by_time
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
def side_words(by: str) -> str:
    """Who said something, in words."""
    return {
        "consumer": _("consumer"),
        "merchant": _("merchant"),
        "body": _("association"),
        "mediator": _("mediator"),
    }.get(by, by)
