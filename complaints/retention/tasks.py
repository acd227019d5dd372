"""Once a day."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from complaints.retention.actions import dispose_of_due


@shared_task
def dispose_of_due_cases() -> None:
    """Five hundred at the most; what is left goes tomorrow."""
    dispose_of_due(now=timezone.now())
