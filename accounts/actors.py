"""Who acts. Every action takes one of these as `actor`; it is a value, holds no personal data and asks nobody."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActorKind(models.TextChoices):
    SYSTEM = "system", _("the platform")
    CONSUMER = "consumer", _("consumer")
    MERCHANT = "merchant", _("merchant")
    OFFICER = "officer", _("officer")
    MEDIATOR = "mediator", _("mediator")
    DEPARTMENT = "department", _("department")
    COURT = "court", _("court")
    ADMIN = "admin", _("administrator")
    PUBLIC = "public", _("the public")


#: Kinds that act for an organisation; they log in with a second factor.
STAFF_KINDS = frozenset({ActorKind.OFFICER, ActorKind.MEDIATOR, ActorKind.DEPARTMENT, ActorKind.COURT, ActorKind.ADMIN})


@dataclass(frozen=True)
class Actor:
    """One person in one capacity: an officer who also shops is another actor when they file a complaint."""

    kind: ActorKind
    user_id: int | None = None
    organisation_id: int | None = None
    merchant_id: int | None = None
    roles: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        nobody = self.kind in (ActorKind.SYSTEM, ActorKind.PUBLIC)
        if nobody != (self.user_id is None):
            raise ValueError(f"an actor of kind {self.kind.value} {'has no' if nobody else 'needs a'} user")
        if self.kind in STAFF_KINDS - {ActorKind.ADMIN} and self.organisation_id is None:
            raise ValueError(f"an actor of kind {self.kind.value} acts for an organisation")
        if (self.kind is ActorKind.MERCHANT) != (self.merchant_id is not None):
            raise ValueError("a merchant's agent, and nobody else, acts for a merchant")

    @classmethod
    def system(cls) -> Actor:
        """The platform itself: clocks, tasks, commands."""
        return cls(ActorKind.SYSTEM)

    @classmethod
    def public(cls) -> Actor:
        """Somebody not logged in."""
        return cls(ActorKind.PUBLIC)

    @classmethod
    def consumer(cls, user_id: int) -> Actor:
        return cls(ActorKind.CONSUMER, user_id)

    @classmethod
    def merchant(cls, user_id: int, merchant_id: int, *roles: str) -> Actor:
        return cls(ActorKind.MERCHANT, user_id, merchant_id=merchant_id, roles=frozenset(roles))

    @classmethod
    def officer(cls, user_id: int, organisation_id: int, *roles: str) -> Actor:
        return cls(ActorKind.OFFICER, user_id, organisation_id, roles=frozenset(roles or ("officer",)))

    @classmethod
    def mediator(cls, user_id: int, organisation_id: int, *roles: str) -> Actor:
        return cls(ActorKind.MEDIATOR, user_id, organisation_id, roles=frozenset(roles or ("mediator",)))

    @classmethod
    def department(cls, user_id: int, organisation_id: int, *roles: str) -> Actor:
        return cls(ActorKind.DEPARTMENT, user_id, organisation_id, roles=frozenset(roles or ("handler",)))

    @classmethod
    def court(cls, user_id: int, organisation_id: int, *roles: str) -> Actor:
        return cls(ActorKind.COURT, user_id, organisation_id, roles=frozenset(roles or ("judge",)))

    @classmethod
    def admin(cls, user_id: int) -> Actor:
        """An administrator of the installation: settings and people, not cases."""
        return cls(ActorKind.ADMIN, user_id, roles=frozenset({"admin"}))

    @property
    def person_id(self) -> int:
        """The person who acts; ValueError for the platform and the public, who sign and write nothing."""
        if self.user_id is None:
            raise ValueError(f"no person acts as {self.kind.value}")
        return self.user_id

    @property
    def is_staff(self) -> bool:
        """Acts for an organisation or the installation."""
        return self.kind in STAFF_KINDS
