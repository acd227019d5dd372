"""Which merchants a person acts for: what the floor below asks through the switchboard."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import BigIntegerField, DateTimeField, Q, QuerySet

from accounts.prepared import AnyOf, Param, Prepared
from merchants.models import MerchantMembership


def _memberships() -> QuerySet[MerchantMembership, tuple[int, int, str, str]]:
    now = Param("now", DateTimeField())
    rows = MerchantMembership.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=now), AnyOf("user_id", "ids", BigIntegerField()), accepted_at__lte=now
    )
    return rows.order_by("id").values_list("user_id", "merchant_id", "merchant__name", "role")


MEMBERSHIPS = Prepared(_memberships)


def hats(user_ids: Sequence[int], now: dt.datetime) -> dict[int, list[tuple[int, str, list[str]]]]:
    """For each person (merchant_id, name, roles), oldest membership first; people without any are absent."""
    found: dict[int, dict[int, tuple[str, list[str]]]] = {}
    for user_id, merchant_id, name, role in MEMBERSHIPS.all(ids=list(user_ids), now=now):
        found.setdefault(user_id, {}).setdefault(merchant_id, (name, []))[1].append(role)
    return {
        user_id: [(merchant_id, name, roles) for merchant_id, (name, roles) in held.items()]
        for user_id, held in found.items()
    }
