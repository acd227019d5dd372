"""The files of papers whose time is over. Their rows stay: number and fingerprint still say that they were issued."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from django.conf import settings
from django.db import transaction

from documents.models import Paper, PaperContent


def is_disposed_of(paper: Paper) -> bool:
    """Its time was over: what it said is gone with its file."""
    return not PaperContent.objects.filter(paper=paper).exists()


def remove_files(case_ids: Collection[int]) -> int:
    """Delete the printed files of these cases once the transaction is through; how many."""
    files = list(Paper.objects.filter(case_id__in=case_ids).exclude(file="").values_list("file", flat=True))
    for file in files:
        path = Path(settings.MEDIA_ROOT) / file
        transaction.on_commit(lambda path=path: path.unlink(missing_ok=True))  # type: ignore[misc]
    return len(files)
