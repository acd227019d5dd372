"""Changes of contact come into force a day after they were asked for."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from accounts.contact import actions


@shared_task
def carry_out_due() -> None:
    """Late by however long the platform was down; twice is as good as once."""
    actions.carry_out_due(now=timezone.now())
