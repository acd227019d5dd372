"""In which capacity somebody acts: a person wears one hat at a time, and the request says which.

Everybody who is logged in may act as a consumer. Memberships give further hats: of organisations here, of merchants
through the switchboard (`FACTS["accounts.merchant_hats"]`). A hat of an organisation fits only in a session with a
second factor (accounts/login/second_factor.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import BigIntegerField, DateTimeField, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.actors import STAFF_KINDS, Actor, ActorKind
from accounts.models import Membership, Role, User
from accounts.prepared import Param, Prepared
from accounts.switchboard import fact

SESSION_KEY = "hat"

KIND_OF_ROLE = {
    Role.OFFICER: ActorKind.OFFICER,
    Role.LEADER: ActorKind.OFFICER,
    Role.ADMIN: ActorKind.OFFICER,
    Role.MEDIATOR: ActorKind.MEDIATOR,
    Role.HANDLER: ActorKind.DEPARTMENT,
    Role.CLERK: ActorKind.COURT,
    Role.JUDGE: ActorKind.COURT,
}


@dataclass(frozen=True)
class Hat:
    """An actor somebody can be, and the name of the house it is for (empty for a consumer)."""

    actor: Actor
    house: str = ""

    @property
    def key(self) -> str:
        """How session and form name it."""
        return f"{self.actor.kind.value}:{self.actor.organisation_id or self.actor.merchant_id or ''}"


def _memberships() -> QuerySet[Membership]:
    now = Param("now", DateTimeField())
    return (
        Membership.objects.filter(user_id=Param("user_id", BigIntegerField()), accepted_at__lte=now)
        .filter(Q(ended_at__isnull=True) | Q(ended_at__gt=now), organisation__is_active=True)
        .select_related("organisation")
        .order_by("id")
    )


MEMBERSHIPS = Prepared(_memberships)


def hats_of(user: User, now: dt.datetime) -> list[Hat]:
    """Every capacity of a person at `now`: those of organisations first, then merchants, consumer last."""
    roles: dict[tuple[int, ActorKind], tuple[str, set[str]]] = {}
    for membership in MEMBERSHIPS.all(user_id=user.pk, now=now):
        where = (membership.organisation_id, KIND_OF_ROLE[Role(membership.role)])
        roles.setdefault(where, (membership.organisation.short_name or membership.organisation.name, set()))
        roles[where][1].add(membership.role)
    staff = [
        Hat(Actor(kind, user.pk, organisation_id, roles=frozenset(held)), house)
        for (organisation_id, kind), (house, held) in roles.items()
    ]
    if user.is_staff:
        staff.append(Hat(Actor.admin(user.pk)))
    return [*staff, *merchant_hats(user, now), Hat(Actor.consumer(user.pk))]


def merchant_hats(user: User, now: dt.datetime) -> list[Hat]:
    """Hats of merchants, oldest membership first; the answer is (merchant_id, its name, roles)."""
    known: Iterable[tuple[int, str, Iterable[str]]] = fact("accounts.merchant_hats")([user.pk], now).get(user.pk, ())
    return [Hat(Actor.merchant(user.pk, merchant_id, *held), name) for merchant_id, name, held in known]


def wearable(request: HttpRequest) -> list[Hat]:
    """The hats of whoever makes this request that fit this session; asked once per request."""
    from accounts.login.second_factor import has_second_factor

    cached: list[Hat] | None = request.__dict__.get("hats")
    if cached is None:
        user = request.user
        cached = hats_of(user, timezone.now()) if isinstance(user, User) else []
        if not has_second_factor(request):
            cached = [hat for hat in cached if hat.actor.kind not in STAFF_KINDS]
        request.__dict__["hats"] = cached
    return cached


def actor_of(request: HttpRequest, *kinds: ActorKind) -> Actor:
    """Who acts in this request: the hat chosen in the session, else the first; narrowed to `kinds` when given.

    PUBLIC when nobody is logged in, or nobody with a hat of these kinds. A door (accounts/doors.py) sets which hat a
    page is about.
    """
    entered: Actor | None = request.__dict__.get("actor")
    if entered is not None and (not kinds or entered.kind in kinds):
        return entered
    if not request.user.is_authenticated:
        return Actor.public()
    hats = [hat for hat in wearable(request) if not kinds or hat.actor.kind in kinds]
    chosen = request.session.get(SESSION_KEY)
    for hat in hats:
        if hat.key == chosen:
            return hat.actor
    return hats[0].actor if hats else Actor.public()
