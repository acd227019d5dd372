"""What nobody came back for: uploads without an end, and files without a row."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from complaints.evidence import sealed
from complaints.models import Evidence, Upload

KEPT = timedelta(days=1)
MOST_AT_ONCE = 1000
FOLDERS = ("evidence/original", "evidence/served")


def purge_uploads(*, now: datetime) -> int:
    """Uploads untouched for a day go, with their pieces; how many."""
    old = list(Upload.objects.filter(touched_at__lt=now - KEPT).order_by("touched_at")[:MOST_AT_ONCE])
    for upload in old:
        sealed.remove(upload.path)
        upload.delete()
    return len(old)


def purge_orphans(*, now: datetime) -> int:
    """Files older than a day that no row names go: what a crash between file and commit left; how many."""
    gone = 0
    for folder in FOLDERS:
        for batch in _batches(sealed.place(folder), now - KEPT):
            names = {f"{folder}/{path.relative_to(sealed.place(folder))}": path for path in batch}
            known = set(Evidence.objects.filter(original__in=names).values_list("original", flat=True))
            known |= set(Evidence.objects.filter(served__in=names).values_list("served", flat=True))
            known |= set(Upload.objects.filter(path__in=names).values_list("path", flat=True))
            for name in names.keys() - known:
                names[name].unlink(missing_ok=True)
                gone += 1
    return gone


def _batches(root: Path, before: datetime) -> Iterator[list[Path]]:
    batch: list[Path] = []
    for folder, _folders, files in os.walk(root):
        for name in files:
            file = Path(folder) / name
            if datetime.fromtimestamp(file.stat().st_mtime, UTC) < before:
                batch.append(file)
            if len(batch) >= MOST_AT_ONCE:
                yield batch
                batch = []
    if batch:
        yield batch
