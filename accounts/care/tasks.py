"""Links of resets go out when their day is over."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from accounts.care import actions


@shared_task
def care_for_resets() -> None:
    """Twice is as good as once."""
    now = timezone.now()
    actions.send_links(now=now)
    actions.end_stale(now=now)
