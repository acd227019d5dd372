"""Reminders: what somebody is about to miss. One notice for each step and audience, however often this runs.

Duties: some days before, on the day, a day after. The merchant's answer: on the day after, on the fourth day, and on
the last morning. After downtime only the step that is due now is told, not those that were missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.conf import settings
from django.db import transaction

from complaints.clocks.calendar import SHANGHAI, end_of, last_day, local_day
from complaints.clocks.queries import load_rule_sets
from complaints.clocks.rules import RuleName
from complaints.lifecycle.clockkinds import ClockKind
from complaints.lifecycle.states import State
from complaints.lifecycle.told import words
from complaints.models import Case, Clock, Duty, DutyState
from notices.outbox import OutboxRow, enqueue

MORNING = time(8)  # nobody is reminded at night
ANSWER_DAYS = (4, 1)  # days after the start, the later first
FORGOTTEN = timedelta(days=7)  # a duty overdue for longer is the case's matter, not a reminder's
BATCH = 500


def send_reminders(now: datetime) -> int:
    """Put every reminder that is due at `now` into the outbox; returns how many are new."""
    if now.astimezone(SHANGHAI).time() < MORNING:
        return 0
    rows = (row for source in (_of_answers(now), _of_duties(now)) for row in source)
    told = 0
    while batch := list(islice(rows, BATCH)):
        with transaction.atomic():
            told += enqueue(batch, now=now)
    return told


def answer_step(started: datetime, due: datetime, now: datetime) -> str:
    """Which reminder of the merchant's answer is due: `last`, `day4`, `day1`, or "" when none is. Pure."""
    today = local_day(now)
    if now >= due:
        return ""
    if today >= last_day(due):
        return "last"
    passed = (today - local_day(started)).days
    return next((f"day{days}" for days in ANSWER_DAYS if passed >= days), "")


def duty_step(due_on: date, today: date, *, before: int, after: int) -> str:
    """Which reminder of a duty is due: `soon`, `today`, `late`, or "" when none is. Days as the rules say. Pure."""
    if today == due_on:
        return "today"
    if today < due_on:
        return "soon" if today >= due_on - timedelta(days=before) else ""
    return "late" if timedelta(days=after) <= today - due_on <= FORGOTTEN else ""


def _of_answers(now: datetime) -> Iterator[OutboxRow]:
    running = Clock.objects.filter(
        kind=ClockKind.ANSWER.value, due__gt=now, started_at__lte=now, fired_at=None, stopped_at=None, paused_at=None
    )
    for clock in running.select_related("case").order_by("pk").iterator(BATCH):
        step = answer_step(clock.started_at, clock.due, now)
        if step:
            yield OutboxRow(
                template="reminder.answer",
                audience="merchant",
                idempotency_key=f"reminder:clock:{clock.pk}:{clock.due:%Y%m%d}:{step}",
                case_id=clock.case_id,
                context={**_case(clock.case, clock.due, ClockKind.ANSWER), "step": step},
            )


def _of_duties(now: datetime) -> Iterator[OutboxRow]:
    today = local_day(now)
    rules = {rule_set.id: rule_set for rule_set in load_rule_sets()}
    longest = max((rules[key][RuleName.PERFORMANCE_REMINDER].value for key in rules), default=0)
    duties = Duty.objects.filter(
        state__in=[DutyState.OPEN, DutyState.CLAIMED],
        due_on__range=(today - FORGOTTEN, today + timedelta(days=longest)),
        case__closed_at=None,
    )
    for duty in duties.select_related("case").order_by("pk").iterator(BATCH):
        rule_set = rules[duty.case.rule_set_id]
        step = duty_step(
            duty.due_on,
            today,
            before=rule_set[RuleName.PERFORMANCE_REMINDER].value,
            after=rule_set[RuleName.PERFORMANCE_OVERDUE].value,
        )
        for audience in _reminded(step, DutyState(duty.state)):
            due = end_of(duty.due_on) if step != "late" else None
            yield OutboxRow(
                template="reminder.duty",
                audience=audience,
                idempotency_key=f"reminder:duty:{duty.pk}:{duty.due_on:%Y%m%d}:{step}:{audience}",
                case_id=duty.case_id,
                context={**_case(duty.case, due, ClockKind.DUTY), "step": step},
            )


def _reminded(step: str, state: DutyState) -> Iterable[str]:
    """Who does it is reminded until it is said to be done; who receives it is asked once the day is over."""
    if not step:
        return ()
    if state is DutyState.CLAIMED:
        return ("consumer",) if step == "late" else ()
    return ("merchant", "consumer") if step == "late" else ("merchant",)


def _case(case: Case, due: datetime | None, kind: ClockKind) -> dict[str, str]:
    told = {"number": case.number, "url": f"{settings.PUBLIC_URL}/c/{case.public_id}/"}
    if due is not None:
        told |= {"due": due.isoformat(), **words(State.of(case.state), kind)}
    return told
