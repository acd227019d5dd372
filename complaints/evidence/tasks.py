"""Celery starts it; what is to be done lies in rows."""

from celery import shared_task
from django.utils import timezone

from complaints.evidence.checking import check_pending
from complaints.evidence.purging import purge_orphans, purge_uploads


@shared_task
def scan_pending() -> None:
    """Every half minute."""
    check_pending(now=timezone.now())


@shared_task
def purge_evidence() -> None:
    """Every hour: uploads without an end, files without a row."""
    now = timezone.now()
    purge_uploads(now=now)
    purge_orphans(now=now)
