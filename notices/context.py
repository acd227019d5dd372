"""`unread` in every template: how many messages wait, asked of the database only where a template prints it."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from notices.queries import unread_count


def unread(request: HttpRequest) -> dict[str, object]:
    """Context processor."""
    user_id = request.user.pk if request.user.is_authenticated else None
    return {"unread": SimpleLazyObject(lambda: unread_count(user_id) if user_id else 0)}
