"""Writes access rows outside the read-only view. A row that cannot be written means a page that is not shown."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, DateTimeField, TextField, UUIDField
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from accounts.hats import actor_of
from accounts.models import AccessLog
from accounts.prepared import PreparedCommand

# One statement is its own transaction: nothing to begin and nothing to commit.
WRITE = PreparedCommand(
    f"""
    INSERT INTO {AccessLog._meta.db_table}
        (at, user_id, actor_kind, organisation_id, merchant_id, route, object_kind, object_id)
    SELECT {{at}}, {{user_id}}, {{actor_kind}}, {{organisation_id}}, {{merchant_id}}, {{route}}, seen.kind, seen.id
      FROM unnest({{kinds}}::text[], {{ids}}::uuid[]) AS seen(kind, id)
    """,
    at=DateTimeField(),
    user_id=BigIntegerField(),
    actor_kind=TextField(),
    organisation_id=BigIntegerField(),
    merchant_id=BigIntegerField(),
    route=TextField(),
    kinds=ArrayField(TextField()),
    ids=ArrayField(UUIDField()),
)


class AccessMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        noted: dict[tuple[str, str], None] = request.__dict__.get("accesses", {})
        if noted and response.status_code < 300:
            actor = actor_of(request)
            route = request.resolver_match.view_name if request.resolver_match else ""
            WRITE.run(
                at=timezone.now(), user_id=actor.user_id, actor_kind=actor.kind.value,
                organisation_id=actor.organisation_id, merchant_id=actor.merchant_id, route=route[:80],
                kinds=[kind for kind, _ in noted], ids=[id_ or None for _, id_ in noted],
            )  # fmt: skip
        return response
