"""The committed list of divisions: reading it, writing it, loading it into the table."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.db import connection, transaction
from django.utils.translation import gettext as _

FILE = Path(__file__).parent / "data" / "divisions.csv.gz"


class Line(NamedTuple):
    """One row of the table as text; an unknown date is empty."""

    code: str
    name: str
    level: str
    parent_code: str
    successor_code: str
    valid_from: str
    valid_to: str


def read(file: Path = FILE) -> Iterator[Line]:
    """The lines of the fixture in the order of their codes."""
    with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        next(rows)
        yield from (Line(*row) for row in rows)


def write(lines: Iterable[Line], file: Path = FILE) -> None:
    """Write the fixture; the same lines give the same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(Line._fields)
    writer.writerows(lines)
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))


def load() -> str:
    """Bring the table to the fixture; rows that an administrator added or changed under other dates stay.

    A row of the fixture is known by its code and first day. A second run writes nothing.
    """
    lines = list(read())
    columns = [list(column) for column in zip(*lines, strict=True)]
    columns[5] = [date.fromisoformat(day) if day else None for day in columns[5]]
    columns[6] = [date.fromisoformat(day) if day else None for day in columns[6]]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """
            WITH line AS (
                SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::date[], %s::date[])
                    AS l(code, name, level, parent_code, successor_code, valid_from, valid_to)
            ), changed AS (
                UPDATE accounts_division d
                SET name = l.name, level = l.level, parent_code = l.parent_code, successor_code = l.successor_code,
                    valid_to = l.valid_to, updated_at = now()
                FROM line l
                WHERE d.code = l.code AND d.valid_from IS NOT DISTINCT FROM l.valid_from
                  AND (d.name, d.level, d.parent_code, d.successor_code, d.valid_to)
                      IS DISTINCT FROM (l.name, l.level, l.parent_code, l.successor_code, l.valid_to)
            )
            INSERT INTO accounts_division
                (code, name, level, parent_code, successor_code, valid_from, valid_to, updated_at)
            SELECT l.*, now() FROM line l
            WHERE NOT EXISTS (
                SELECT FROM accounts_division d
                WHERE d.code = l.code AND daterange(d.valid_from, d.valid_to) && daterange(l.valid_from, l.valid_to)
            )
            """,
            columns,
        )
    return _("divisions: %(count)s rows, current and historical") % {"count": len(lines)}
