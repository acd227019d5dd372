"""Stage 2: hand deliveries to their channel, claimed with a lease and committed first.

No row is locked over the network. At least once: a worker that dies after the provider took it sends again, with the
same key.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from notices.addressing import delivery as delivery_to
from notices.channels import Message, NotDelivered, send, usable_channels
from notices.ladder import rung
from notices.models import Channel, Delivery, DeliveryStatus, Outbox
from notices.recipients import Recipient, masked, recipients_of
from notices.texts import words_of

BATCH = 20  # × 10 s of timeout stays below the lease
LEASE = timedelta(minutes=5)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
MAX_ATTEMPTS = 6


def pause(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: 1, 4, 16, 64 … minutes, six hours at most."""
    return min(FIRST_PAUSE * 4 ** (attempts - 1), LONGEST_PAUSE)


def deliver_waiting(*, now: datetime) -> int:
    """Deliver one batch that is due and return how many were taken; 0 when none is left."""
    rows = _claim(now)
    people = recipients_of([row.outbox for row in rows], now)
    for row in rows:
        person = _still_there(row, people[row.outbox_id])
        if person is None:
            _settle(row, DeliveryStatus.DROPPED, reason="no longer a recipient, or the address is gone")
        else:
            _attempt(row, person, now)
    return len(rows)


def _claim(now: datetime) -> list[Delivery]:
    """Lease a batch: the attempt is counted and the next one put off before anything is sent."""
    due = Delivery.objects.filter(status=DeliveryStatus.WAITING, next_try_at__lte=now)
    with transaction.atomic():
        rows = list(due.order_by("next_try_at", "id").select_for_update(skip_locked=True, of=("self",))[:BATCH])
        for row in rows:
            row.attempts += 1
            row.next_try_at = now + max(LEASE, pause(row.attempts))
        Delivery.objects.bulk_update(rows, ["attempts", "next_try_at"])
    notices = Outbox.objects.in_bulk([row.outbox_id for row in rows])
    for row in rows:
        row.outbox = notices[row.outbox_id]
    return rows


def _still_there(row: Delivery, people: Sequence[Recipient]) -> Recipient | None:
    """The recipient as known now, with today's address; None when they have left the audience."""
    channel = Channel(row.channel)
    if row.user_id:
        return next((person for person in people if person.user_id == row.user_id and person.address(channel)), None)
    return next((person for person in people if not person.user_id and person.address(channel) == row.address), None)


def _attempt(row: Delivery, person: Recipient, now: datetime) -> None:
    channel = Channel(row.channel)
    text = words_of(row.outbox, channel)
    row.subject, row.body = text.subject, text.body
    to = person.address(channel)
    if row.user_id and to != row.address:
        row.address, row.address_masked = to, masked(channel, to)
    notice = row.outbox
    key = f"{notice.idempotency_key}:{row.public_id}"
    message = Message(key, to, notice.template, text.subject, text.body, notice.context)
    try:
        row.provider_id = send(channel, message)[:120]
    except NotDelivered as refusal:
        if refusal.permanent or row.attempts >= MAX_ATTEMPTS:
            give_up(row, person, refusal.reason, now)
        else:
            row.next_try_at = now + pause(row.attempts)
            _settle(row, DeliveryStatus.WAITING, reason=refusal.reason)
        return
    row.sent_at = now
    _settle(row, DeliveryStatus.SENT)


@transaction.atomic
def give_up(row: Delivery, person: Recipient, reason: str, now: datetime) -> None:
    """Final failure: the next rung of the ladder takes over; below the last one an officer sees it."""
    _settle(row, DeliveryStatus.FAILED, reason=reason)
    following = rung(person, usable_channels(), after=Channel(row.channel))
    if following:
        Delivery.objects.bulk_create([delivery_to(row.outbox, person, following, now)], ignore_conflicts=True)
    else:
        Outbox.objects.filter(pk=row.outbox_id).update(failed_reason=f"{row.channel}: {reason}"[:200])


def _settle(row: Delivery, status: DeliveryStatus, *, reason: str = "") -> None:
    row.status, row.failed_reason = status, reason[:200]
    row.save()
