"""Appoint, object, step down."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from complaints.lifecycle.facts import CaseFacts, Refused
from complaints.lifecycle.perform import perform
from complaints.models import Case
from mediation.panel.queries import candidates_for, matter_of
from mediation.panel.rules import Candidate, concerns, conflicts
from mediation.panel.wording import CONFLICTS


def appoint(*, case_id: int, actor: Actor, now: datetime, member_id: int) -> CaseFacts:
    """Appoint a member of the body's panel. A conflict refuses; what else was seen is kept with the appointment."""
    with transaction.atomic():
        case = Case.objects.select_related("merchant", "complaint").get(pk=case_id)
        candidate = next((each for each in candidates_for(case, now) if each.id == member_id), None)
        if candidate is None:
            raise Refused("no_mediator", _("Nobody of this body's panel was chosen."), field="member")
        return perform(case_id, "mediator.appoint", actor=actor, now=now, details=_details(candidate, case))


def _details(candidate: Candidate, case: Case) -> dict[str, object]:
    matter = matter_of(case)
    found = conflicts(candidate, matter)
    details: dict[str, object] = {
        "mediator_id": candidate.user_id,
        "checks": {
            "conflicts": [each.value for each in found],
            "concerns": [each.value for each in concerns(candidate, matter)],
            "open_cases": candidate.open_cases,
        },
    }
    if found:
        words = str(CONFLICTS[found[0]])
        details["conflict"] = _("%(name)s %(conflict)s.") % {"name": candidate.name, "conflict": words}
    return details


def challenge(*, case_id: int, actor: Actor, now: datetime, reason: str) -> CaseFacts:
    """回避: a party objects within three working days; the body appoints somebody else."""
    return perform(case_id, "mediator.challenge", actor=actor, now=now, personal={"reason": reason})


def step_down(*, case_id: int, actor: Actor, now: datetime, reason: str) -> CaseFacts:
    """The mediator, or the body for them, gives the case back."""
    return perform(case_id, "mediator.step_down", actor=actor, now=now, personal={"reason": reason})
