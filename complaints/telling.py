"""Telling the other side that somebody has written: once an hour, for a conversation is no alarm."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from complaints.models import Message
from notices.outbox import OutboxRow, enqueue

AUDIENCES = {
    "consumer": ("merchant",),
    "merchant": ("consumer",),
    "body": ("consumer", "merchant"),
    "mediator": ("consumer", "merchant"),
}


def tell_of_message(message: Message, *, now: datetime) -> int:
    """Enqueue the notice, inside the transaction that wrote the message; how many are new.

    A word to the association alone is read at its desk and told to nobody else.
    """
    case = message.case
    told = {"number": case.number, "url": f"{settings.PUBLIC_URL}/c/{case.public_id}/"}
    audiences = ("body",) if message.only_body else AUDIENCES.get(message.by, ())
    return enqueue(
        [
            OutboxRow(
                template="message",
                audience=audience,
                idempotency_key=f"message:{message.case_id}:{audience}:{now:%Y%m%d%H}",
                case_id=message.case_id,
                context=told,
            )
            for audience in audiences
        ],
        now=now,
    )
