"""Celery: the daily root of the log."""

from celery import shared_task
from django.utils import timezone

from complaints.lifecycle.log import publish_missing_roots


@shared_task(ignore_result=True)
def publish_daily_root() -> None:
    """Publish the root of every day that is over (beat: ten past midnight)."""
    publish_missing_roots(timezone.now())
