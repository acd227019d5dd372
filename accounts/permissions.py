"""Who: small named predicates over an actor. When is the lifecycle table's business, which part `visibility.py`'s."""

from __future__ import annotations

from accounts.actors import Actor, ActorKind


def is_person(actor: Actor) -> bool:
    """Somebody logged in, in whichever capacity."""
    return actor.user_id is not None


def acts_for_organisation(actor: Actor, organisation_id: int | None) -> bool:
    """A member of this very organisation."""
    return organisation_id is not None and actor.organisation_id == organisation_id


def acts_for_merchant(actor: Actor, merchant_id: int | None) -> bool:
    """An agent of this very merchant."""
    return actor.kind is ActorKind.MERCHANT and merchant_id is not None and actor.merchant_id == merchant_id


def is_officer(actor: Actor) -> bool:
    """An officer or leader of a mediating body."""
    return actor.kind is ActorKind.OFFICER


def leads(actor: Actor) -> bool:
    """Signs papers and decides second: a leader."""
    return actor.kind is ActorKind.OFFICER and "leader" in actor.roles


def mediates(actor: Actor) -> bool:
    """On a panel of mediators."""
    return actor.kind is ActorKind.MEDIATOR


def manages_organisation(actor: Actor, organisation_id: int) -> bool:
    """May invite and end members of this organisation."""
    return acts_for_organisation(actor, organisation_id) and bool({"admin", "leader"} & actor.roles)


def keeps_directory(actor: Actor) -> bool:
    """May take lists of merchants into the directory: administrators, and those who lead or administer a body."""
    return actor.kind is ActorKind.ADMIN or (
        actor.kind is ActorKind.OFFICER and bool({"admin", "leader"} & actor.roles)
    )


def may_answer_for_merchant(actor: Actor, merchant_id: int | None) -> bool:
    """May bind the merchant: its viewers only read."""
    return acts_for_merchant(actor, merchant_id) and bool({"owner", "admin", "agent"} & actor.roles)


def manages_merchant(actor: Actor, merchant_id: int | None) -> bool:
    """May change the merchant's team and data."""
    return acts_for_merchant(actor, merchant_id) and bool({"owner", "admin"} & actor.roles)


def is_second_person(actor: Actor, first_user_id: int | None) -> bool:
    """Somebody else than the first: nobody checks their own work."""
    return actor.user_id is not None and first_user_id is not None and actor.user_id != first_user_id
