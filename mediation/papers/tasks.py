"""Celery makes the papers; what is to be made lies in rows."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from accounts.actors import Actor
from mediation.papers.making import make_papers


@shared_task(ignore_result=True)
def make_waiting_papers() -> None:
    """Every paper an event has called for (beat: every 20 seconds)."""
    make_papers(actor=Actor.system(), now=timezone.now())
