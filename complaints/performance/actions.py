"""Doing what was agreed: the merchant reports it, the consumer confirms it or says it did not happen."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from complaints.clocks.calendar import end_of
from complaints.lifecycle.facts import CaseFacts, Refused
from complaints.lifecycle.perform import locked, perform
from complaints.models import Duty, DutyState

OPEN = (DutyState.OPEN, DutyState.CLAIMED)


def claim(*, case_id: int, duty_id: int, actor: Actor, now: datetime, proof_id: int | None = None) -> CaseFacts:
    """The merchant says a duty is done, with proof where it has one; the consumer is asked to confirm."""
    with transaction.atomic():
        locked(case_id, "duty.claim", now)
        duty = _open_duty(case_id, duty_id)
        duty.state, duty.claimed_at, duty.proof_id = DutyState.CLAIMED, now, proof_id
        duty.save(update_fields=["state", "claimed_at", "proof"])
        return perform(case_id, "duty.claim", actor=actor, now=now, details={"duty": duty.position})


def confirm(*, case_id: int, duty_id: int, actor: Actor, now: datetime, received_fen: int | None = None) -> CaseFacts:
    """The consumer has it. `received_fen` is what arrived; the last duty confirmed closes the case as solved."""
    with transaction.atomic():
        locked(case_id, "duty.confirm", now)
        duty = _open_duty(case_id, duty_id)
        received = duty.amount_fen if received_fen is None else received_fen
        duty.state, duty.confirmed_at, duty.received_fen = DutyState.CONFIRMED, now, received
        duty.save(update_fields=["state", "confirmed_at", "received_fen"])
        left = Duty.objects.filter(case_id=case_id, state__in=OPEN).order_by("due_on").first()
        details: dict[str, object] = {"duty": duty.position, "received_fen": received or 0, "all_done": left is None}
        if left is not None:
            details["due"] = end_of(left.due_on).isoformat()
        return perform(case_id, "duty.confirm", actor=actor, now=now, details=details)


def report_breach(*, case_id: int, actor: Actor, now: datetime) -> CaseFacts:
    """The day has passed and it was not done: the case is open again."""
    with transaction.atomic():
        case = perform(case_id, "duty.breach", actor=actor, now=now)
        Duty.objects.filter(case_id=case_id, state__in=OPEN).update(state=DutyState.BREACHED)
        return case


def _open_duty(case_id: int, duty_id: int) -> Duty:
    duty = Duty.objects.select_for_update(of=("self",)).filter(case_id=case_id, pk=duty_id).first()
    if duty is None or duty.state not in OPEN:
        raise Refused("no_duty_left", _("That duty is not open."), field="duty")
    return duty
