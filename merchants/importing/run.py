"""One import from the first row to the last: batches, progress, the file of rejected rows, going on after a stop."""

import csv
import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from merchants.importing import ahead, files, load, rows
from merchants.matching.gazetteer import gazetteer
from merchants.models import ImportJob, MatchDoc

BATCH = 5_000
_BARE_TABLE_ROWS = 1_000


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
        return unfinished
    return ImportJob.objects.create(file_name=path.name[:200], sha256=digest, started_by=actor, created_at=now)


def run_import(
    path: Path, job: ImportJob, *, clock: Callable[[], datetime], progress: Callable[[ImportJob], None] = lambda _: None
) -> ImportJob:
    """Take in the rest of the file. Every batch is one transaction together with the job's position.

    Raises files.BadFile or columns.NoNameColumn for a file that cannot be taken at all; the job then says so.
    """
    places = gazetteer()
    bare = job.position == 0 and not MatchDoc.objects.exists()
    try:
        source = files.rows(path)
        if bare:
            _drop_index()
        batches = _batches(islice(enumerate(source, start=2), job.position, None))
        for batch, made in ahead.parsed(batches, places, BATCH):
            _take(batch, made, job, clock())
            progress(job)
    except ValueError as problem:
        job.state, job.error, job.finished_at = ImportJob.State.FAILED, str(problem), clock()
        job.save()
        raise
    finally:
        _build_index()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE merchants_matchdoc")
    job.state, job.total, job.finished_at = ImportJob.State.DONE, job.position, clock()
    job.save()
    return job


def _batches(numbered: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(numbered, BATCH)):
        yield batch


def _take(batch: list[ahead.Line], parsed: list[ahead.Parsed], job: ImportJob, now: datetime) -> None:
    records: dict[tuple[str, ...], rows.Record] = {}
    rejects: list[tuple[int, str, list[rows.Problem]]] = []
    warned = 0
    for (line, (_cells, written)), made in zip(batch, parsed, strict=True):
        if isinstance(made, list):
            rejects.append((line, written, made))
        elif made.identity in records:
            rejects.append((line, written, [rows.Problem("uscc" if made.uscc else "name", rows.TWICE)]))
        else:
            records[made.identity] = made
            warned += bool(made.warnings)
            if made.warnings:
                rejects.append((line, written, list(made.warnings)))
    with transaction.atomic():
        done = load.load(list(records.values()), now=now)
        job.state = ImportJob.State.RUNNING
        job.position += len(batch)
        job.added += done.added
        job.changed += done.changed
        job.unchanged += done.unchanged
        job.rejected += len(batch) - len(records)
        job.warned += warned
        job.save()
    _report(job, rejects)


def _report(job: ImportJob, rejects: list[tuple[int, str, list[rows.Problem]]]) -> None:
    """Append to the file that goes back to whoever sent the list: a line per cell, with the reason."""
    if not rejects:
        return
    folder = Path(settings.MEDIA_ROOT) / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{job.public_id}-rejected.csv"
    fresh = not target.exists()
    with target.open("a", encoding="utf-8-sig" if fresh else "utf-8", newline="") as file:
        out = csv.writer(file)
        if fresh:
            out.writerow([_("line"), _("column"), _("reason"), _("the row as written")])
        for line, written, problems in rejects:
            for problem in problems:
                out.writerow([line, problem.field, _(problem.message), written])
    if job.rejects_path != str(target):
        job.rejects_path = str(target)
        job.save(update_fields=["rejects_path"])


def _drop_index() -> None:
    """An empty directory is filled faster without the gram index; it is built once at the end."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {load.GRAM_INDEX}")


def _build_index() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [load.GRAM_INDEX])
        if cursor.fetchone()[0] is None:
            # Over a million names this takes longer than any statement of a page may.
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no index is built over rows whose checks still wait
            cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
            cursor.execute(
                f"CREATE INDEX {load.GRAM_INDEX} ON merchants_matchdoc USING gin (grams) WITH (fastupdate = off)"
            )
