"""Which cases somebody may see. Every page and API query starts from `visible_to`; list and object share it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from accounts.actors import Actor, ActorKind
from accounts.bodies import below, below_as_asked
from complaints.models.case import Case


def visible_to(actor: Actor) -> QuerySet[Case]:
    """The actor's cases; an empty queryset for everybody else (deny by default)."""
    match actor.kind:
        case ActorKind.CONSUMER if actor.user_id is not None:
            return Case.objects.filter(complaint__user_id=actor.user_id)
        case ActorKind.MERCHANT if actor.merchant_id is not None:
            return Case.objects.filter(merchant_id=actor.merchant_id)
        case ActorKind.OFFICER if actor.organisation_id is not None:
            return _of_bodies(below(actor.organisation_id))
        case ActorKind.MEDIATOR:
            return Case.objects.filter(mediator_id=actor.user_id)
        case ActorKind.DEPARTMENT:
            return Case.objects.filter(department_id=actor.organisation_id)
        case ActorKind.COURT:
            return Case.objects.filter(court_id=actor.organisation_id)
        case _:
            return Case.objects.none()


def _of_bodies(bodies: Any) -> QuerySet[Case]:
    return Case.objects.filter(Q(body_id__in=bodies) | Q(body=None, intake_body_id__in=bodies))


def one_visible_to(actor: Actor) -> QuerySet[Case]:
    """The same cases, to look one up by its key: the tree of bodies is asked in the same statement."""
    if actor.kind is ActorKind.OFFICER and actor.organisation_id is not None:
        return _of_bodies(below_as_asked(actor.organisation_id))
    return visible_to(actor)


def handled_by(actor: Actor) -> QuerySet[Case]:
    """Of what an officer sees, the cases of their own body without those of lower ones; else all that is seen."""
    if actor.kind is ActorKind.OFFICER and actor.organisation_id is not None:
        return _of_bodies([actor.organisation_id])
    return visible_to(actor)


# The part each kind of actor has in a case they see: which of its papers they may read (documents.queries).
_PARTS = {
    ActorKind.CONSUMER: "consumer",
    ActorKind.MERCHANT: "merchant",
    ActorKind.OFFICER: "body",
    ActorKind.MEDIATOR: "body",
    ActorKind.DEPARTMENT: "department",
    ActorKind.COURT: "court",
}


def parts_in(case_ids: Collection[int], actor: Actor) -> dict[int, frozenset[str]]:
    """Case -> the actor's part in it, for those of these cases that the actor sees."""
    seen = visible_to(actor).filter(pk__in=case_ids).values_list("pk", flat=True)
    return {case_id: frozenset({_PARTS[actor.kind]}) for case_id in seen}
