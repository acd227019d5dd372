"""Note a clue, pass it on, write down what came of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Organisation
from accounts.permissions import acts_for_organisation, is_officer
from complaints.lifecycle.facts import Refused
from complaints.models import Case
from mediation.models import Clue
from mediation.models.clue import ClueState


def note_clue(*, case: Case, actor: Actor, now: datetime, text: str) -> Clue:
    """An officer noticed something in a case; it moves nothing there and is not shown to the parties."""
    if not is_officer(actor) or actor.organisation_id is None:
        raise Refused("not_officer", _("Officers note clues."))
    return Clue.objects.create(
        case=case,
        merchant_id=case.merchant_id,
        body_id=actor.organisation_id,
        text=text,
        noted_by_id=actor.person_id,
        noted_at=now,
    )


def pass_on(*, clue_id: int, actor: Actor, now: datetime, department: Organisation) -> Clue:
    """线索移送: to the department that may act on it."""
    with transaction.atomic():
        clue = _own(clue_id, actor)
        if clue.state != ClueState.OPEN:
            raise Refused("passed_on", _("This clue was passed on already."))
        clue.department, clue.state, clue.passed_on_at = department, ClueState.PASSED_ON, now
        clue.save(update_fields=["department", "state", "passed_on_at"])
        return clue


def record_answer(*, clue_id: int, actor: Actor, now: datetime, answer: str) -> Clue:
    """What the department did with it."""
    with transaction.atomic():
        clue = _own(clue_id, actor)
        if clue.state != ClueState.PASSED_ON:
            raise Refused("not_passed_on", _("Only a clue that was passed on has an answer."))
        clue.answer, clue.state = answer, ClueState.ANSWERED
        clue.save(update_fields=["answer", "state"])
        return clue


def _own(clue_id: int, actor: Actor) -> Clue:
    clue = Clue.objects.select_for_update(of=("self",)).get(pk=clue_id)
    if not is_officer(actor) or not acts_for_organisation(actor, clue.body_id):
        raise Refused("not_your_body", _("The body that noted the clue goes on with it."))
    return clue
