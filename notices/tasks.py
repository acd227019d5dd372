"""Celery starts the sender; what is to be sent lies in rows."""

from celery import shared_task
from django.utils import timezone

from notices.addressing import address_waiting
from notices.delivering import deliver_waiting


@shared_task
def send_outbox() -> None:
    """Address and deliver until nothing is due. Two at once share the work; one too many does nothing."""
    while address_waiting(now=timezone.now()):
        pass
    while deliver_waiting(now=timezone.now()):
        pass
