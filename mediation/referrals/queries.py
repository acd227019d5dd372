"""Referrals somebody may see: a department its own, a body those of the cases it sees."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from accounts.actors import Actor, ActorKind
from complaints.queries import visible_to
from mediation.models import Referral


def referrals_of(actor: Actor) -> QuerySet[Referral]:
    """A department sees every referral ever sent to it, also after the case went on; all others go by the case."""
    rows = Referral.objects.select_related("case", "case__complaint", "department", "from_body")
    if actor.kind is ActorKind.DEPARTMENT:
        return rows.filter(department_id=actor.organisation_id)
    return rows.filter(Exists(visible_to(actor).filter(pk=OuterRef("case_id"))))
