"""Finding a person, and what is known of their account. Phones show masked, nothing sealed is opened."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet

from accounts.fields import blind_index
from accounts.me.devices import device_of
from accounts.models import AccountEvent, FactorReset, Membership, User
from accounts.normal import is_mobile, normal_email

MOST = 20


def people_found(words: str) -> list[User]:
    """By telephone or e-mail exactly, else by a part of the name or of the e-mail; twenty at the most."""
    people = User.objects.select_related("phone_number").order_by("-id")
    if is_mobile(words):
        return list(people.filter(phone_number__phone_bidx=blind_index("phone", words)))
    return list(people.filter(Q(display_name__icontains=words) | Q(email__icontains=normal_email(words)))[:MOST])


def account_of(user: User) -> dict[str, Any]:
    """Roles, sessions, factors, the reset under way and the acts of one account."""
    return {
        "roles": Membership.objects.filter(user=user, ended_at=None).select_related("organisation"),
        "sessions": [
            {"device": device_of(row.user_agent), "since": row.created_at}
            for row in UserSession.objects.filter(user=user).order_by("-created_at")[:MOST]
        ],
        "factors": Authenticator.objects.filter(user=user).count(),
        "reset": FactorReset.objects.filter(user=user, done_at=None, stopped_at=None)
        .select_related("opened_by", "confirmed_by")
        .first(),
        "acts": acts_on(user)[:MOST],
    }


def acts_on(user: User) -> QuerySet[AccountEvent]:
    """What was done to an account, latest first."""
    return AccountEvent.objects.filter(user=user).select_related("by").order_by("-at", "-id")


def waiting() -> QuerySet[FactorReset]:
    """Resets that want a second administrator, oldest first."""
    return (
        FactorReset.objects.filter(confirmed_at=None, done_at=None, stopped_at=None)
        .select_related("user", "opened_by")
        .order_by("opened_at")
    )
