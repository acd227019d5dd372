"""One import from the first row to the last: batches, progress, the file of rejected rows, going on after a stop."""

import csv
import gc
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from merchants.importing import ahead, files, gram_index, load, rows
from merchants.importing.lines import Ready
from merchants.importing.rows import Problem, Record
from merchants.matching.gazetteer import gazetteer
from merchants.matching.places import Gazetteer
from merchants.models import ImportJob, MatchDoc

Clock = Callable[[], datetime]
BATCH = 5_000
FOLDER = "imports"
"""Below MEDIA_ROOT: uploads, and files of rejected rows."""


def fingerprint(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def open_job(path: Path, *, actor: Any, now: datetime) -> ImportJob:
    """The unfinished job of this very file, else a new one."""
    digest = fingerprint(path)
    unfinished = ImportJob.objects.filter(sha256=digest).exclude(state=ImportJob.State.DONE).order_by("-pk").first()
    if unfinished is not None:
        if unfinished.state == ImportJob.State.CANCELLED:  # whoever starts it again wants it
            unfinished.state = ImportJob.State.QUEUED
            unfinished.save(update_fields=["state"])
        return unfinished
    return ImportJob.objects.create(file_name=path.name[:200], sha256=digest, started_by=actor, created_at=now)


def run_import(
    path: Path,
    job: ImportJob,
    *,
    clock: Clock,
    progress: Callable[[ImportJob], None] = lambda _: None,
    pause_after: timedelta | None = None,
) -> ImportJob:
    """Take in the rest of the file. Every batch is one transaction together with the job's position.

    After `pause_after` it stops between two batches, and the job stays RUNNING: whoever called goes on later. A job
    that is cancelled meanwhile stays CANCELLED, and with it what was stored before. Raises
    files.BadFile or columns.NoNameColumn for a file that cannot be taken at all, and the job then says so;
    gram_index.UnderWay while another import runs.
    """
    with gram_index.alone(), _without_collections():
        places, began = gazetteer(), clock()
        if not _begin(path, job, began):
            return job
        fresh = job.position == 0 and not MatchDoc.objects.exists()
        try:
            source = files.rows(path)
            if fresh:
                gram_index.drop()
            batches = _batches(islice(enumerate(source, start=2), job.position, None))
            seen: set[int] | None = set() if fresh else None
            for batch, made in ahead.parsed(batches, places, BATCH, fresh=fresh):
                if not _take(_sorted(batch, made, places, seen), job, clock()):
                    break
                progress(job)
                if pause_after is not None and clock() - began > pause_after:
                    return job  # the index waits for the last batch
        except ValueError as problem:
            job.state, job.error, job.finished_at = ImportJob.State.FAILED, str(problem), clock()
            job.save()
            gram_index.build()
            raise
        except BaseException:
            gram_index.build()
            raise
        gram_index.build()
        gram_index.count_grams()
        if job.state == ImportJob.State.CANCELLED:
            return job
        job.state, job.total, job.finished_at = ImportJob.State.DONE, job.position, clock()
        job.save()
        return job


def _begin(path: Path, job: ImportJob, now: datetime) -> bool:
    """A run begins: what a crashed one wrote of rows that were then not stored is cut off the file of rejects.

    False when somebody has cancelled it before a worker came.
    """
    with transaction.atomic():
        if _is_cancelled(job):
            return False
        if job.rejects_path and Path(job.rejects_path).exists():
            os.truncate(job.rejects_path, job.rejects_bytes)
        job.state, job.run_at, job.run_from, job.moved_at = ImportJob.State.RUNNING, now, job.position, now
        job.error, job.total = "", job.total or files.estimate(path)
        job.save()
        return True


def _is_cancelled(job: ImportJob) -> bool:
    """As the database has it now; the row stays locked, so that nobody cancels before the transaction ends."""
    stored = ImportJob.objects.select_for_update(of=("self",)).filter(pk=job.pk).values_list("state", "finished_at")
    state, finished_at = stored.get()
    if state != ImportJob.State.CANCELLED:
        return False
    job.state, job.finished_at = ImportJob.State.CANCELLED, finished_at
    return True


@contextmanager
def _without_collections() -> Iterator[None]:
    """Rows hold no cycles; each collection would walk everything the process holds, a hundred times an import."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _batches(numbered: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(numbered, BATCH)):
        yield batch


@dataclass(slots=True)
class _Batch:
    """A batch by what is to be done with its rows."""

    rows: int
    new: list[Ready] = field(default_factory=list)
    """Surely new, ready to be copied."""
    records: list[Record] = field(default_factory=list)
    """To be compared with the directory."""
    rejects: list[tuple[int, str, list[Problem]]] = field(default_factory=list)
    warned: int = 0


def _sorted(lines: list[ahead.Line], parsed: list[ahead.Parsed], places: Gazetteer, seen: set[int] | None) -> _Batch:
    """`seen`: while an empty directory is filled, hashes of the identities stored so far; what is not there is new."""
    out, here = _Batch(len(lines)), set[tuple[str, ...]]()
    for (number, (cells, written)), made in zip(lines, parsed, strict=True):
        if isinstance(made, list):
            out.rejects.append((number, written, made))
            continue
        identity = made.identity
        if identity in here:
            out.rejects.append((number, written, [Problem("uscc" if len(identity) == 1 else "name", rows.TWICE)]))
            continue
        here.add(identity)
        if made.warnings:
            out.warned += 1
            out.rejects.append((number, written, list(made.warnings)))
        if isinstance(made, Ready):
            if seen is None or hash(identity) in seen:
                again = rows.parse(cells or {}, places)
                assert isinstance(again, Record)
                out.records.append(again)
            else:
                out.new.append(made)
        else:
            out.records.append(made)
    if seen is not None:
        seen.update(map(hash, here))
    return out


def _take(batch: _Batch, job: ImportJob, now: datetime) -> bool:
    """Store a batch; False, and nothing is stored, when the import was cancelled."""
    with transaction.atomic(), connection.cursor() as cursor:
        if _is_cancelled(job):
            return False
        # The rows and the position come or go together; a crash of the machine may cost the last batch, which is
        # then read once more.
        cursor.execute("SET LOCAL synchronous_commit = off")
        if batch.new:
            load.insert(batch.new, now)
        done = load.load(batch.records, now=now)
        job.state = ImportJob.State.RUNNING
        job.position += batch.rows
        job.added += done.added + len(batch.new)
        job.changed += done.changed
        job.unchanged += done.unchanged
        job.rejected += batch.rows - len(batch.new) - len(batch.records)
        job.warned += batch.warned
        job.moved_at = now
        _report(job, batch.rejects)
        job.save()
        return True


def _report(job: ImportJob, rejects: list[tuple[int, str, list[Problem]]]) -> None:
    """Append to the file that goes back to whoever sent the list: a line per cell, with the reason."""
    if not rejects:
        return
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{job.public_id}-rejected.csv"
    fresh = not target.exists()
    with target.open("a", encoding="utf-8-sig" if fresh else "utf-8", newline="") as file:
        out = csv.writer(file)
        if fresh:
            out.writerow([_("line"), _("column"), _("reason"), _("the row as written")])
        for line, written, problems in rejects:
            for problem in problems:
                out.writerow([line, problem.field, _(problem.message), _as_text(written)])
    job.rejects_path, job.rejects_bytes = str(target), target.stat().st_size


def _as_text(written: str) -> str:
    """What a spreadsheet would run as a formula stays a text."""
    return f"'{written}" if written[:1] in ("=", "+", "-", "@", "\t", "\r") else written
