"""What the door leaves behind is swept up once a day."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from accounts.login import actions


@shared_task
def sweep_up() -> None:
    """Codes a day past their end, and sessions that have ended. Twice is as good as once."""
    now = timezone.now()
    actions.forget_old_codes(now=now)
    actions.forget_ended_sessions(now=now)
