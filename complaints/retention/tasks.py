"""Once a day."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from complaints.retention.actions import dispose_of_due
from merchants.importing.keeping import dispose_of_files


@shared_task
def dispose_of_due_cases() -> None:
    """Five hundred at the most; what is left goes tomorrow. The files of imports whose days are over go too."""
    dispose_of_files(now=timezone.now())
    dispose_of_due(now=timezone.now())
