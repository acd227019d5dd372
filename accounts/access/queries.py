"""What access rows answer."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Min

from accounts.models import AccessLog


def first_read_by_merchant(
    kind: str, public_ids: Iterable[uuid.UUID], *, merchant_id: int
) -> dict[uuid.UUID, dt.datetime]:
    """When a merchant's people first opened each object; objects nobody opened are absent."""
    rows = (
        AccessLog.objects.filter(object_kind=kind, object_id__in=list(public_ids), merchant_id=merchant_id)
        .values("object_id")
        .annotate(first=Min("at"))
        .order_by()
        .values_list("object_id", "first")
    )
    return {object_id: first for object_id, first in rows if object_id is not None}
