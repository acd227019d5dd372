"""Which merchants a person acts for: what the floor below asks through the switchboard."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q

from merchants.models import MerchantMembership


def hats(user_ids: Sequence[int], now: dt.datetime) -> dict[int, list[tuple[int, str, list[str]]]]:
    """For each person (merchant_id, name, roles), oldest membership first; people without any are absent."""
    found: dict[int, dict[int, tuple[str, list[str]]]] = {}
    rows = (
        MerchantMembership.objects.filter(
            Q(ended_at=None) | Q(ended_at__gt=now), user_id__in=user_ids, accepted_at__lte=now
        )
        .order_by("id")
        .values_list("user_id", "merchant_id", "merchant__name", "role")
    )
    for user_id, merchant_id, name, role in rows:
        found.setdefault(user_id, {}).setdefault(merchant_id, (name, []))[1].append(role)
    return {
        user_id: [(merchant_id, name, roles) for merchant_id, (name, roles) in held.items()]
        for user_id, held in found.items()
    }
