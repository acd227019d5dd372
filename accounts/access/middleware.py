"""Writes access rows outside the read-only view. A row that cannot be written means a page that is not shown."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from accounts.hats import actor_of
from accounts.models import AccessLog


class AccessMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        noted: dict[tuple[str, str], None] = request.__dict__.get("accesses", {})
        if noted and response.status_code < 300:
            actor = actor_of(request)
            now = timezone.now()
            route = request.resolver_match.view_name if request.resolver_match else ""
            AccessLog.objects.bulk_create(
                AccessLog(
                    at=now,
                    user_id=actor.user_id,
                    actor_kind=actor.kind,
                    organisation_id=actor.organisation_id,
                    merchant_id=actor.merchant_id,
                    route=route[:80],
                    object_kind=kind,
                    object_id=uuid.UUID(public_id) if public_id else None,
                )
                for kind, public_id in noted
            )
        return response
