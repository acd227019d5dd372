"""Celery starts the sweep; that it starts late or twice changes nothing."""

from celery import shared_task
from django.utils import timezone

from complaints.clocks import reminders
from complaints.clocks.sweep import sweep


@shared_task(ignore_result=True)
def sweep_due_clocks() -> None:
    """Fire every clock that has run out (beat: every minute)."""
    sweep(timezone.now())


@shared_task(ignore_result=True)
def send_reminders() -> None:
    """Tell who is about to miss something (beat: every quarter of an hour)."""
    reminders.send_reminders(timezone.now())
