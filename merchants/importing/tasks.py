"""Celery starts it; what is to be done lies in rows."""

import contextlib

from celery import shared_task
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from merchants.importing import gram_index, jobs


@shared_task(ignore_result=True)
def mend_gram_index() -> None:
    """Build the index a killed import has left out (beat: every ten minutes)."""
    gram_index.mend()


@shared_task(ignore_result=True)
def go_on_with_imports() -> None:
    """Take in a slice of the oldest upload that waits (beat: every minute), and come back while there is more."""
    job = jobs.next_waiting(timezone.now())
    if job is None:
        gram_index.mend()  # one that was cancelled between two slices has left the directory without it
    elif jobs.take_in(job, clock=timezone.now):
        wake()


def wake() -> None:
    """Ask a worker not to wait for beat. Without a broker it waits, and nothing is lost."""

    def ask() -> None:
        with contextlib.suppress(OperationalError):
            go_on_with_imports.apply_async(retry=False, expires=600)

    transaction.on_commit(ask)
