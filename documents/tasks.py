"""Celery prints; what is to be printed lies in rows."""

from __future__ import annotations

from celery import shared_task

from documents.models import Paper, Status
from documents.printing import print_paper


@shared_task
def print_papers() -> None:
    """Print every numbered paper that still waits, oldest first."""
    for paper_id in Paper.objects.filter(status=Status.ISSUING).order_by("numbered_at").values_list("pk", flat=True):
        print_paper(paper_id)


@shared_task
def print_one(paper_id: int) -> None:
    """Print one paper now; the beat entry of `print_papers` catches what this one loses."""
    print_paper(paper_id)


def wake_printer(paper_id: int) -> None:
    """Ask a worker to print without waiting for the next beat."""
    print_one.apply_async([paper_id], retry=False, expires=600)
