"""What a person does with their own messages and wishes."""

from __future__ import annotations

import uuid
from collections.abc import Container
from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from notices.models import Channel, Delivery, NoticePreference

CHOOSABLE = (Channel.EMAIL, Channel.SMS, Channel.WECHAT)


def person_of(actor: Actor) -> int:
    """Whose messages an actor reads. Raises ValueError for one who is nobody."""
    if actor.user_id is None:
        raise ValueError("only people have messages")
    return actor.user_id


def mark_read(*, actor: Actor, now: datetime, public_id: uuid.UUID | None = None) -> int:
    """Note that a message, or all of them, has been read; the first time counts. Returns how many were unread."""
    unread = Delivery.objects.filter(user_id=person_of(actor), channel=Channel.IN_APP, read_at=None)
    if public_id:
        unread = unread.filter(public_id=public_id)
    return unread.update(read_at=now)


@transaction.atomic
def choose_channels(*, actor: Actor, wanted: Container[str], now: datetime) -> None:
    """Keep by which channels a person wants what the law does not oblige us to send."""
    for channel in CHOOSABLE:
        NoticePreference.objects.update_or_create(
            user_id=person_of(actor), channel=channel, defaults={"wanted": channel in wanted, "changed_at": now}
        )
