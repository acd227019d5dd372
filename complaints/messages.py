"""Writing a message into a case: the same words of the same person within a minute are one message."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from accounts.actors import Actor
from complaints.lifecycle import gather
from complaints.models import Message
from complaints.telling import tell_of_message

SAME_WORDS = timedelta(minutes=1)


def write(*, case_id: int, by: str, actor: Actor, now: datetime, text: str, only_body: bool = False) -> Message:
    """The message, and the other side told of it; it moves no clock."""
    with transaction.atomic():
        message = put_down(case_id=case_id, by=by, actor=actor, now=now, text=text, only_body=only_body)
        tell_of_message(message, now=now)
        return message


def put_down(*, case_id: int, by: str, actor: Actor, now: datetime, text: str, only_body: bool = False) -> Message:
    """Words that belong to an act, which tells of itself. The case is locked: two presses at once find each other."""
    with transaction.atomic():
        gather.lock([case_id])
        said = Message.objects.filter(
            case_id=case_id, author_id=actor.user_id, text=text, only_body=only_body, at__gt=now - SAME_WORDS
        ).first()
        return said or Message.objects.create(
            case_id=case_id, by=by, author_id=actor.user_id, text=text, at=now, only_body=only_body
        )
