"""Stage 1: from a notice to deliveries, one for each person and channel. No network here, only rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from notices.channels import usable_channels
from notices.ladder import LADDER, rung
from notices.models import Channel, Delivery, DeliveryStatus, NoticePreference, Outbox
from notices.recipients import Recipient, masked, recipients_of
from notices.texts import goes_everywhere, is_optional, words_of

BATCH = 500
LEASE = timedelta(minutes=2)
MAX_ATTEMPTS = 8


def address_waiting(*, now: datetime) -> int:
    """Address one batch of waiting notices and return how many; 0 when none is left.

    A batch that died is taken up again one notice at a time, ever later, so that one bad row holds up no other.
    """
    ids = _claim(now)
    if ids:
        _address(ids, now)
    return len(ids)


def _claim(now: datetime) -> list[int]:
    """Lease a batch of new notices, or else a single one that failed before; what failed too often is given up."""
    waiting = Outbox.objects.filter(addressed_at=None, failed_reason="", not_before__lte=now)
    free = waiting.filter(Q(lease_until=None) | Q(lease_until__lte=now))
    with transaction.atomic():
        free.filter(attempts__gte=MAX_ATTEMPTS).update(failed_reason="no recipients could be found out: see the log")
        locked = free.order_by("not_before", "id").select_for_update(skip_locked=True)
        rows = list(locked.filter(attempts=0)[:BATCH]) or list(locked.filter(attempts__gt=0)[:1])
        if rows:
            tried = rows[0].attempts
            Outbox.objects.filter(pk__in=[row.pk for row in rows]).update(
                attempts=tried + 1, lease_until=now + LEASE * 2**tried
            )
    return [row.pk for row in rows]


@transaction.atomic
def _address(ids: Sequence[int], now: datetime) -> None:
    """Insert the deliveries of these notices and mark them addressed, unless another worker has done so."""
    notices = list(Outbox.objects.select_for_update().filter(pk__in=ids, addressed_at=None).order_by("id"))
    people = recipients_of(notices, now)
    refused = _refusals({person.user_id for group in people.values() for person in group if person.user_id})
    deliveries, nobody = [], []
    for notice in notices:
        made = [row for person in people[notice.pk] for row in _deliveries(notice, person, refused, now)]
        deliveries += made
        if not made:
            nobody.append(notice.pk)
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    Outbox.objects.filter(pk__in=ids, addressed_at=None).update(addressed_at=now, lease_until=None)
    Outbox.objects.filter(pk__in=nobody).update(failed_reason="nobody to tell, or no address")


def _refusals(user_ids: set[int]) -> set[tuple[int, str]]:
    """(person, channel) that do not want what they need not receive."""
    chosen = NoticePreference.objects.filter(user_id__in=user_ids, wanted=False)
    return set(chosen.values_list("user_id", "channel"))


def _deliveries(notice: Outbox, person: Recipient, refused: set[tuple[int, str]], now: datetime) -> list[Delivery]:
    """In the app at once for whoever has an account, and by the first usable channel, or by each of them."""
    rows = []
    if person.user_id:
        text = words_of(notice, Channel.IN_APP)
        rows.append(
            Delivery(
                outbox=notice,
                channel=Channel.IN_APP,
                user_id=person.user_id,
                status=DeliveryStatus.SENT,
                next_try_at=now,
                sent_at=now,
                subject=text.subject,
                body=text.body,
            )
        )
    usable = usable_channels()
    if is_optional(notice.template):
        usable = frozenset(channel for channel in usable if (person.user_id, channel) not in refused)
    if goes_everywhere(notice.template):
        channels = [channel for channel in LADDER if channel in usable and person.address(channel)]
    else:
        channels = [channel for channel in [rung(person, usable)] if channel]
    return rows + [delivery(notice, person, channel, now) for channel in channels]


def delivery(notice: Outbox, person: Recipient, channel: Channel, now: datetime) -> Delivery:
    """An unsaved delivery to the person's address on this channel."""
    to = person.address(channel)
    return Delivery(
        outbox=notice,
        channel=channel,
        user_id=person.user_id,
        address=to,
        address_masked=masked(channel, to),
        next_try_at=now,
    )
