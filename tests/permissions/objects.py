"""Objects of the matrix: `@object_kind` functions make one that belongs to somebody and return the URL's arguments."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone

from notices.models import Channel, Delivery, Outbox
from tests.permissions.cast import Somebody

Maker = Callable[[Somebody], dict[str, Any]]
OBJECTS: dict[str, Maker] = {}


def object_kind(maker: Maker) -> Maker:
    """Register a maker under its name, which the matrix uses."""
    OBJECTS[maker.__name__] = maker
    return maker


@object_kind
def session(owner: Somebody) -> dict[str, Any]:
    """A log-in somewhere else."""
    row = UserSession.objects.create(
        user=owner.user, ip="198.51.100.7", session_key=uuid.uuid4().hex, user_agent="Firefox"
    )
    return {"pk": row.pk}


@object_kind
def passkey(owner: Somebody) -> dict[str, Any]:
    """A second factor of the kind that has a page."""
    row = Authenticator.objects.create(
        user=owner.user, type=Authenticator.Type.WEBAUTHN, data={"name": "key", "credential": {}}
    )
    return {"pk": row.pk}


@object_kind
def message(owner: Somebody) -> dict[str, Any]:
    """A message in somebody's inbox."""
    now = timezone.now()
    row = Outbox.objects.create(
        template="duty.reminder",
        audience=f"user:{owner.user.pk}",
        idempotency_key=uuid.uuid4().hex,
        created_at=now,
        not_before=now,
    )
    delivery = Delivery.objects.create(
        outbox=row, channel=Channel.IN_APP, user=owner.user, next_try_at=now, status="sent", sent_at=now
    )
    return {"public_id": delivery.public_id}
