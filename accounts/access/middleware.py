"""Writes access rows outside the read-only view. A row that cannot be written means a page that is not shown."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from accounts.hats import actor_of
from accounts.models import AccessLog

# One statement is its own transaction: nothing to begin and nothing to commit.
WRITE = f"""
    INSERT INTO {AccessLog._meta.db_table}
        (at, user_id, actor_kind, organisation_id, merchant_id, route, object_kind, object_id)
    SELECT %s, %s, %s, %s, %s, %s, seen.kind, seen.id FROM unnest(%s::text[], %s::uuid[]) AS seen(kind, id)
"""


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
            who = (actor.user_id, actor.kind.value, actor.organisation_id, actor.merchant_id)
            with connection.cursor() as cursor:
                cursor.execute(
                    WRITE, [now, *who, route[:80], [kind for kind, _ in noted], [id_ or None for _, id_ in noted]]
                )
        return response
