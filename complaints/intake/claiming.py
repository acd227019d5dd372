"""At log-in a draft of the session becomes the account's own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from complaints.intake.drafts import SESSION_KEY, claim, token_of


def claim_at_log_in(sender: object, request: HttpRequest | None, user: Any, **_more: object) -> None:
    """Receiver of Django's own `user_logged_in`: the door belongs to a lower floor, which knows of no drafts."""
    if request is None or not hasattr(request, "session"):
        return
    token = token_of(request.session.get(SESSION_KEY) or "")
    if token is not None:
        claim(token=token, user_id=user.pk, now=timezone.now())
