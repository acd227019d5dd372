"""How long the files of an import stay: lists and rejected rows can name persons and their telephones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from accounts.switchboard import fact
from merchants.importing import run
from merchants.models import ImportJob

UNCLAIMED = timedelta(days=1)
"""A file that no import names after so long was left by a process that died."""
_WITH_FILES = ~Q(stored="") | ~Q(rejects_path="")


def files_until(jobs: Iterable[ImportJob], now: datetime) -> dict[int, datetime]:
    """When the files of each ended import will be deleted; an import that still moves, or has none, is left out."""
    ended = {
        job.pk: job.finished_at
        for job in jobs
        if job.finished_at is not None and not job.is_open and (job.stored or job.rejects_path)
    }
    until: dict[datetime, datetime] = fact("merchants.import_files_until")(set(ended.values()), now) if ended else {}
    return {pk: until[moment] for pk, moment in ended.items() if moment in until}


def dispose_of_files(*, now: datetime) -> int:
    """Delete files whose time is over, and those no import names; how many imports lost theirs. Safe to run twice."""
    ended = ImportJob.objects.filter(_WITH_FILES, finished_at__lte=now).order_by("pk")
    due = [pk for pk, until in files_until(ended, now).items() if until <= now]
    done = sum(_dispose(pk, now) for pk in due)
    _dispose_of_unclaimed(now)
    return done


def _dispose(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        job = ImportJob.objects.select_for_update(of=("self",)).get(pk=pk)
        if job.is_open or files_until([job], now).get(pk, now + UNCLAIMED) > now:
            return False  # somebody has set it going again
        names = [name for name in (job.stored, job.rejects_path) if name]
        job.stored, job.rejects_path, job.rejects_bytes, job.disposed_at = "", "", 0, now
        job.save(update_fields=["stored", "rejects_path", "rejects_bytes", "disposed_at"])
        for name in names:  # if the machine stops here, the row goes back and the next night finds both
            Path(name).unlink(missing_ok=True)
    return True


def _dispose_of_unclaimed(now: datetime) -> None:
    folder = Path(settings.MEDIA_ROOT) / run.FOLDER
    old = [path for path in folder.glob("*") if path.stat().st_mtime < (now - UNCLAIMED).timestamp()]
    names = [str(path) for path in old]
    claimed = set(ImportJob.objects.filter(stored__in=names).values_list("stored", flat=True))
    claimed |= set(ImportJob.objects.filter(rejects_path__in=names).values_list("rejects_path", flat=True))
    for path in old:
        if str(path) not in claimed:
            path.unlink(missing_ok=True)
