"""Who somebody is to a case. Pure: an actor is a value, so is a case."""

from __future__ import annotations

from accounts.actors import Actor, ActorKind
from complaints.lifecycle.facts import CaseFacts
from complaints.lifecycle.states import Who


def relations(actor: Actor, case: CaseFacts) -> frozenset[Who]:
    """In which relations the actor may act; empty for a stranger."""
    body = case.body_id if case.body_id is not None else case.intake_body_id
    found = set()
    if actor.kind is ActorKind.SYSTEM:
        found.add(Who.SYSTEM)
    if actor.kind is ActorKind.CONSUMER and case.user_id is not None and actor.user_id == case.user_id:
        found.add(Who.CONSUMER)
    if actor.kind is ActorKind.MERCHANT and case.merchant_id is not None and actor.merchant_id == case.merchant_id:
        found.add(Who.MERCHANT)
    if actor.kind is ActorKind.OFFICER and actor.organisation_id is not None and actor.organisation_id == body:
        found.add(Who.OFFICER)
    if actor.kind is ActorKind.MEDIATOR and case.mediator_id is not None and actor.user_id == case.mediator_id:
        found.add(Who.MEDIATOR)
    if actor.kind is ActorKind.DEPARTMENT and actor.organisation_id == case.department_id:
        found.add(Who.DEPARTMENT)
    if actor.kind is ActorKind.COURT and actor.organisation_id == case.court_id:
        found.add(Who.COURT)
    return frozenset(found)
