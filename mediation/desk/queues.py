"""The queues of the workbench, by clock. Each is a question about a case, the same for list and count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from complaints.clocks.calendar import end_of, local_day
from complaints.lifecycle.states import Holder, State


@dataclass(frozen=True)
class Queue:
    """`key` is its name in addresses."""

    key: str
    label: str | Promise
    empty: str | Promise


TODAY, SCREENING, ACCEPT, MEDIATING, WAITING, REFERRED, COURT, PRESSURE = (
    Queue("today", _("Due today"), _("Nothing ends today.")),
    Queue("screening", _("To be screened"), _("Nothing waits to be screened.")),
    Queue("accept", _("To be accepted"), _("Nothing waits for a decision on acceptance.")),
    Queue("mediating", _("In mediation"), _("No mediation is under way.")),
    Queue("waiting", _("Waiting for the other side"), _("Nobody else's turn at the moment.")),
    Queue("referred", _("Referred, not acknowledged"), _("Every referral has been acknowledged.")),
    Queue("court", _("Before the court"), _("No application for judicial confirmation is under way.")),
    Queue("pressure", _("Pressed to withdraw"), _("Nobody reports pressure.")),
)
QUEUES = (TODAY, SCREENING, ACCEPT, MEDIATING, WAITING, REFERRED, COURT, PRESSURE)
BY_KEY = {queue.key: queue for queue in QUEUES}
OURS = (Holder.BODY.value, Holder.MEDIATOR.value)
_STATES = {
    SCREENING.key: (State.SCREENING, State.REVIEW, State.T1_UNMATCHED, State.T1_UNJOINED, State.SENT_OUT),
    ACCEPT.key: (State.T2_ASSIGNED,),
    MEDIATING.key: (State.T2_ACCEPTED, State.T2_MEDIATING, State.T2_SUSPENDED, State.T4_DELEGATED),
    REFERRED.key: (State.T3_SENT, State.T3_OVERDUE, State.T3_RETURNED),
    COURT.key: (State.T4_PREPARING, State.T4_FILED, State.T4_SUPPORT),
}


def queue_for(state: str) -> Queue:
    """Where a case of this state is looked for."""
    return next((BY_KEY[key] for key, states in _STATES.items() if state in [each.value for each in states]), WAITING)


def question(queue: Queue, now: datetime) -> Q:
    """What a case must be to stand in the queue."""
    if queue is TODAY:
        return Q(closed_at=None, next_due__lte=end_of(local_day(now)), holder__in=OURS)
    if queue is PRESSURE:
        return Q(closed_at=None, pressure_at__isnull=False)
    if queue is WAITING:
        return Q(closed_at=None) & ~Q(holder__in=[*OURS, Holder.NOBODY.value])
    return Q(state__in=[state.value for state in _STATES[queue.key]])
