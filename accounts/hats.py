"""In which capacity somebody acts: a person wears one hat at a time, and the request says which.

Everybody who is logged in may act as a consumer. Memberships give further hats: of organisations here, of merchants
through the switchboard (`FACTS["accounts.merchant_hats"]`). A hat of an organisation fits only in a session with a
second factor (accounts/login/second_factor.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
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
    return [*staff_hats(user, now), *merchant_hats(user, now), Hat(Actor.consumer(user.pk))]


def staff_hats(user: User, now: dt.datetime) -> list[Hat]:
    """Hats of organisations, oldest membership first, and the administrator's."""
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
    return staff


def merchant_hats(user: User, now: dt.datetime) -> list[Hat]:
    """Hats of merchants, oldest membership first; the answer is (merchant_id, its name, roles)."""
    known: Iterable[tuple[int, str, Iterable[str]]] = fact("accounts.merchant_hats")([user.pk], now).get(user.pk, ())
    return [Hat(Actor.merchant(user.pk, merchant_id, *held), name) for merchant_id, name, held in known]


def wearable(request: HttpRequest, *kinds: ActorKind) -> list[Hat]:
    """The hats of whoever makes this request that fit this session, narrowed to `kinds` when given.

    Memberships are asked for once a request, and only where one of `kinds` needs them: everybody is a consumer.
    """
    from accounts.login.second_factor import has_second_factor

    user, now = request.user, timezone.now()
    if not isinstance(user, User):
        return []
    hats = [Hat(Actor.consumer(user.pk))]
    if not kinds or ActorKind.MERCHANT in kinds:
        hats = [*_once(request, "merchants", lambda: merchant_hats(user, now)), *hats]
    if (not kinds or not STAFF_KINDS.isdisjoint(kinds)) and has_second_factor(request):
        hats = [*_once(request, "organisations", lambda: staff_hats(user, now)), *hats]
    return [hat for hat in hats if not kinds or hat.actor.kind in kinds]


def _once(request: HttpRequest, sort: str, find: Callable[[], list[Hat]]) -> list[Hat]:
    kept: dict[str, list[Hat]] = request.__dict__.setdefault("hats", {})
    if sort not in kept:
        kept[sort] = find()
    return kept[sort]


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
    hats = wearable(request, *kinds)
    chosen = request.session.get(SESSION_KEY)
    for hat in hats:
        if hat.key == chosen:
            return hat.actor
    return hats[0].actor if hats else Actor.public()
