"""Objects of the matrix that belong to a merchant's desk, and to joining."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils import timezone

from merchants.models import Merchant
from tests.factories import cast, file_case
from tests.permissions.cast import Somebody
from tests.permissions.objects import object_kind


@object_kind
def desk_case(owner: Somebody) -> dict[str, Any]:
    """A case on the desk of somebody's merchant."""
    people = cast()
    if owner.merchant is not None:
        Merchant.objects.filter(pk=owner.merchant.pk).update(joined_at=timezone.now())
        people = replace(people, merchant=owner.merchant)
    return {"public_id": file_case(people, now=timezone.now())[0].public_id}


@object_kind
def desk_act(owner: Somebody) -> dict[str, Any]:
    """An act on it."""
    return {**desk_case(owner), "slug": "not-ours"}


@object_kind
def desk_duty(owner: Somebody) -> dict[str, Any]:
    """A duty of it that does not exist."""
    return {**desk_case(owner), "duty_id": 1}
