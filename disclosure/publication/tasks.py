"""Celery: objection times and page lives that are over."""

from celery import shared_task
from django.utils import timezone

from disclosure.publication.actions import end_objection_times, end_pages


@shared_task(ignore_result=True)
def end_times() -> None:
    """Move on what waited for a day that has come (beat: every ten minutes)."""
    now = timezone.now()
    end_objection_times(now)
    end_pages(now)
