"""What the floor below has to tell a person: through the switchboard, into the outbox like everything else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings

from notices.outbox import OutboxRow, enqueue


def tell_person(user_id: int, template: str, key: str, context: Mapping[str, object], now: datetime) -> None:
    """One notice to one person, once per `key`; a path in `context["url"]` becomes an address of this platform."""
    context = dict(context)
    if "url" in context:
        context["url"] = settings.PUBLIC_URL.rstrip("/") + str(context["url"])
    enqueue([OutboxRow(template, f"user:{user_id}", key, context=context)], now=now)
