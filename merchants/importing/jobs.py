"""Imports that people start on a page: the row, the uploaded file, going on, and who may see them."""

from __future__ import annotations

import contextlib
import uuid
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop

from accounts.actors import Actor, ActorKind
from accounts.permissions import keeps_directory
from merchants.importing import files, gram_index, run
from merchants.models import ImportJob

SLICE = timedelta(minutes=2)
"""So long one task takes rows in; then it makes room for others and goes on behind them."""
QUIET = timedelta(minutes=3)
"""A run that has stored nothing for so long, while no import lives, was interrupted."""
MOST_STALLS = 3
STALLED = gettext_noop("it stopped three times before the next batch was stored; the log names the fault")
GONE = gettext_noop("the uploaded file is gone; please upload it again")


def visible_to(actor: Actor) -> QuerySet[ImportJob]:
    """Administrators see every import, others those of their own organisation."""
    rows = ImportJob.objects.select_related("started_by", "organisation")
    if not keeps_directory(actor):
        return rows.none()
    return rows if actor.kind is ActorKind.ADMIN else rows.filter(organisation_id=actor.organisation_id or 0)


def keep_upload(upload: UploadedFile) -> Path:
    """Write an upload below MEDIA_ROOT. Its own name only says what kind of file it is."""
    folder = Path(settings.MEDIA_ROOT) / run.FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{uuid.uuid4()}{Path(upload.name or '').suffix.lower()}"
    with target.open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    return target


def begin(*, token: uuid.UUID, path: Path, name: str, actor: Actor, now: datetime) -> ImportJob:
    """The import of an uploaded file, waiting for a worker.

    The same form sent twice, or a file that is being taken in already, gives the import that is there.
    """
    digest = run.fingerprint(path)
    same = visible_to(actor).filter(Q(public_id=token) | Q(sha256=digest, state__in=ImportJob.OPEN)).exclude(stored="")
    there = same.first() or _create(token, digest, path, name, actor, now) or same.first()
    if there is None:  # somebody else's form bore this token: not ours to meet
        there = _create(uuid.uuid4(), digest, path, name, actor, now)
        assert there is not None
    if there.stored != str(path):
        path.unlink()
    return there


def _create(token: uuid.UUID, digest: str, path: Path, name: str, actor: Actor, now: datetime) -> ImportJob | None:
    """None when the token is taken, perhaps by the same form a moment ago."""
    try:
        with transaction.atomic():
            return ImportJob.objects.create(
                public_id=token, file_name=name[:200], sha256=digest, stored=str(path), total=files.estimate(path),
                started_by_id=actor.user_id, organisation_id=actor.organisation_id, created_at=now,
            )  # fmt: skip
    except IntegrityError:
        return None


def is_interrupted(job: ImportJob, now: datetime) -> bool:
    """Begun, not at its end, and nobody at it."""
    if job.state != ImportJob.State.RUNNING or gram_index.under_way():
        return False
    return job.moved_at is None or now - job.moved_at > QUIET


def may_go_on(job: ImportJob, now: datetime) -> bool:
    """Is there something a button could set going again?"""
    stopped = job.state == ImportJob.State.CANCELLED or job.error == STALLED
    return bool(job.stored) and (stopped or is_interrupted(job, now))


def resume(job: ImportJob, *, actor: Actor, now: datetime) -> bool:
    """Wait for a worker again, from the row where it stopped; False when there is nothing to go on with."""
    if not keeps_directory(actor) or not may_go_on(job, now):
        return False
    job.state, job.error, job.stalls, job.finished_at = ImportJob.State.QUEUED, "", 0, None
    job.save(update_fields=["state", "error", "stalls", "finished_at"])
    return True


def cancel(job: ImportJob, *, actor: Actor, now: datetime) -> bool:
    """Stop an import that waits or runs; what is stored stays, the list is kept as the rules say, to go on with it.

    A run stops before its next batch. False when it does neither: it has ended, or is cancelled already.
    """
    if not keeps_directory(actor):
        return False
    open_row = visible_to(actor).filter(pk=job.pk, state__in=ImportJob.OPEN)
    return bool(open_row.update(state=ImportJob.State.CANCELLED, finished_at=now))


def next_waiting(now: datetime) -> ImportJob | None:
    """The oldest import that waits for a worker, or lost the one it had."""
    for job in ImportJob.objects.exclude(stored="").filter(state__in=ImportJob.OPEN).order_by("created_at", "pk"):
        if job.state == ImportJob.State.QUEUED or is_interrupted(job, now):
            return job
    return None


def take_in(job: ImportJob, *, clock: run.Clock) -> bool:
    """Take in a slice of an uploaded file; True when there is more of it to do."""
    path = Path(job.stored)
    job.stalls = job.stalls + 1 if job.run_at is not None and job.run_from == job.position else 0
    if job.stalls >= MOST_STALLS or not path.is_file():
        return _fail(job, STALLED if path.is_file() else GONE, clock())
    job.save(update_fields=["stalls"])
    try:
        run.run_import(path, job, clock=clock, pause_after=SLICE)
    except gram_index.UnderWay:
        return False  # it stays in the queue; beat comes back
    except ValueError:  # the file, and the row says why
        _forget_upload(job)
        return False
    if job.state == ImportJob.State.DONE:
        _forget_upload(job)
        return False
    if job.state == ImportJob.State.CANCELLED:
        return False
    # Not over a cancellation of this moment.
    return bool(ImportJob.objects.filter(pk=job.pk, state=ImportJob.State.RUNNING).update(state=ImportJob.State.QUEUED))


def _fail(job: ImportJob, why: str, now: datetime) -> bool:
    job.state, job.error, job.finished_at = ImportJob.State.FAILED, why, now
    job.save(update_fields=["state", "error", "finished_at", "stalls"])
    return False


def _forget_upload(job: ImportJob) -> None:
    """What was taken in stands in the directory, what was not in the file of rejected rows: the list itself goes."""
    with contextlib.suppress(FileNotFoundError):
        Path(job.stored).unlink()
    job.stored = ""
    job.save(update_fields=["stored"])
