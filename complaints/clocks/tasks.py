"""Celery starts the sweep; that it starts late or twice changes nothing."""

from celery import shared_task
from django.utils import timezone

from complaints.clocks import correcting, reminders
from complaints.clocks.sweep import sweep


@shared_task(ignore_result=True)
def sweep_due_clocks() -> None:
    """Fire every clock that has run out (beat: every minute)."""
    sweep(timezone.now())


@shared_task(ignore_result=True)
def correct_deadlines() -> None:
    """Move deadlines to where the calendar puts them (after a change in the admin; beat: every night)."""
    correcting.correct_deadlines(timezone.now())


def wake_correction() -> None:
    """Have the worker correct deadlines soon; with the broker down, beat's nightly run does it."""
    correct_deadlines.apply_async(retry=False, expires=3600)


@shared_task(ignore_result=True)
def send_reminders() -> None:
    """Tell who is about to miss something (beat: every quarter of an hour)."""
    reminders.send_reminders(timezone.now())
