"""One person for each role of the matrix."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from accounts.models import Membership, Organisation, Role, User
from merchants.models import Merchant, MerchantMembership
from tests.people import member, person

ROLES = ("anonymous", "consumer", "merchant", "officer", "leader", "mediator", "department", "court", "admin")
_HELD = {
    "officer": Role.OFFICER,
    "leader": Role.LEADER,
    "mediator": Role.MEDIATOR,
    "department": Role.HANDLER,
    "court": Role.JUDGE,
}


DESK = ("officer", "leader")
"""Who works at the desk of a body; a leader signs off, keeps the directory and leads the team besides."""


@dataclass(frozen=True)
class Somebody:
    """Who asks, or whom an object belongs to. `user` of the anonymous is a consumer who is not logged in."""

    role: str
    user: User
    organisation: Organisation | None = None
    merchant: Merchant | None = None


def somebody(role: str) -> Somebody:
    """A new person of this role, in a house of their own."""
    if role in _HELD:
        user = member(_HELD[role])
        return Somebody(role, user, Membership.objects.get(user=user).organisation)
    if role == "admin":
        return Somebody(role, person(is_staff=True, is_superuser=True))
    if role == "merchant":
        user = person()
        merchant = Merchant.objects.create(name=f"测试商家{user.pk}")
        MerchantMembership.objects.create(
            user=user, merchant=merchant, role=MerchantMembership.Role.OWNER, accepted_at=timezone.now()
        )
        return Somebody(role, user, merchant=merchant)
    return Somebody(role, person())
