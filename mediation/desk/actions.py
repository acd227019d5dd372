"""What is said openly at the desk: a message for both sides."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from complaints.lifecycle.facts import Refused
from complaints.lifecycle.perform import locked
from complaints.lifecycle.relations import relations
from complaints.lifecycle.states import Who
from complaints.messages import write
from complaints.models import Message


def say(*, case_id: int, actor: Actor, now: datetime, text: str) -> Message:
    """A message that both sides read; it moves no clock. Raises Refused for who does not handle the case."""
    with transaction.atomic():
        case = locked(case_id, "", now)
        who = relations(actor, case)
        if not who & {Who.OFFICER, Who.MEDIATOR}:
            raise Refused(
                "not_your_case", _("Only who handles the case writes here."), who_may=(Who.OFFICER, Who.MEDIATOR)
            )
        by = "mediator" if Who.MEDIATOR in who else "body"
        return write(case_id=case_id, by=by, actor=actor, now=now, text=text)
