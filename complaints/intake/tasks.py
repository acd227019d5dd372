"""Celery starts it; what is to be done lies in rows."""

from celery import shared_task
from django.utils import timezone

from complaints.intake.purging import purge_drafts


@shared_task
def purge_old_drafts() -> None:
    """Once a day."""
    purge_drafts(now=timezone.now())
