"""An officer does something about a failed notice: sends it again, by another channel, or records how it arrived.

Who may do this for which case is asked by the caller: notices know no cases.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from accounts.actors import Actor
from notices.addressing import delivery
from notices.channels import usable_channels
from notices.models import Channel, Delivery, DeliveryStatus, Outbox, Proof, Way
from notices.recipients import recipients_of

WINDOW = timedelta(minutes=10)


@transaction.atomic
def resend(*, notice_id: int, actor: Actor, now: datetime) -> bool:
    """Start the notice afresh; False, and nothing done, when it has not failed or that was done within ten minutes."""
    notice = _failed(notice_id)
    if notice is None or (notice.addressed_at and notice.addressed_at > now - WINDOW):
        return False
    _again(notice.deliveries.filter(status=DeliveryStatus.FAILED), now)
    _restart(notice, now if Delivery.objects.filter(outbox=notice).exists() else None)
    return True


@transaction.atomic
def send_by(*, notice_id: int, channel: Channel, actor: Actor, now: datetime) -> bool:
    """Send a failed notice by this channel; False when it has not failed, or nobody has an address there."""
    notice = _failed(notice_id)
    if notice is None or channel not in usable_channels():
        return False
    people = [person for person in recipients_of([notice], now)[notice.pk] if person.address(channel)]
    if not people:
        return False
    Delivery.objects.bulk_create([delivery(notice, person, channel, now) for person in people], ignore_conflicts=True)
    _again(notice.deliveries.filter(channel=channel).exclude(status=DeliveryStatus.SENT), now)
    _restart(notice, now)
    return True


@transaction.atomic
def record_proof(
    *, notice_id: int, way: Way, on: date, taken_by: str, actor: Actor, now: datetime, number: str = ""
) -> Proof | None:
    """The addressee was reached otherwise; None when the notice has not failed, or that is recorded already."""
    notice = _failed(notice_id)
    if notice is None:
        return None
    return Proof.objects.create(
        outbox=notice, way=way, on=on, taken_by=taken_by, number=number, by_id=actor.person_id, at=now
    )


def _failed(notice_id: int) -> Outbox | None:
    """The notice, locked, while it has reached nobody."""
    rows = Outbox.objects.select_for_update(of=("self",)).exclude(failed_reason="")
    return rows.filter(pk=notice_id, proof=None).first()


def _again(deliveries, now: datetime) -> None:  # type: ignore[no-untyped-def]  # a queryset of Delivery
    deliveries.update(status=DeliveryStatus.WAITING, attempts=0, next_try_at=now, failed_reason="")


def _restart(notice: Outbox, addressed_at: datetime | None) -> None:
    notice.failed_reason, notice.attempts, notice.lease_until, notice.addressed_at = "", 0, None, addressed_at
    notice.save(update_fields=["failed_reason", "attempts", "lease_until", "addressed_at"])
