"""What a party says or changes without moving the case: messages, what the merchant may see, consent to publication."""

from __future__ import annotations

from datetime import datetime

from accounts.actors import Actor
from accounts.switchboard import effects
from complaints.messages import write
from complaints.models import Complainant, Message


def say(*, case_id: int, actor: Actor, now: datetime, text: str) -> Message:
    """A message to the other side, which is told of it; it moves no clock."""
    return write(case_id=case_id, by=actor.kind.value, actor=actor, now=now, text=text)


def set_contact_scope(*, complaint_id: int, scope: str, actor: Actor) -> None:
    """What the merchant sees of the consumer from now on."""
    Complainant.objects.filter(complaint_id=complaint_id).update(contact_scope=scope)


def revoke_publication(*, case_id: int, actor: Actor, now: datetime) -> None:
    """The consent is taken back (个保法 art. 15): what is published of the story comes down, nothing more follows."""
    effects("publication.revoke")(case_id=case_id, actor=actor, now=now)
