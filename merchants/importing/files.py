"""Reading a file of merchants: CSV (UTF-8 or GB 18030), XLSX or JSON lines, each also gzipped."""

import csv
import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext_noop

from merchants.importing.columns import fields_of

_CELL_LIMIT = 100_000

UNKNOWN_FORMAT = gettext_noop("the file must be CSV, XLSX or JSON lines (.csv, .xlsx, .jsonl)")
UNREADABLE_FILE = gettext_noop("the file cannot be read as what its name says")


class BadFile(ValueError):
    """The file as a whole cannot be taken; the message is an English message id."""


Row = dict[str, Any] | None
"""Cells by our field names; None for a line that cannot be read."""


def rows(path: Path) -> Iterator[tuple[Row, str]]:
    """Each row as (cells by our field names, the row as written for the file of rejects).

    Raises BadFile, or NoNameColumn when no column holds the names.
    """
    kind = "".join(path.suffixes[-2:]).lower().removesuffix(".gz").rpartition(".")[2]
    if kind == "csv":
        yield from _csv(path)
    elif kind == "xlsx":
        yield from _xlsx(path)
    elif kind in ("jsonl", "ndjson"):
        yield from _jsonl(path)
    else:
        raise BadFile(UNKNOWN_FORMAT)


def _open(path: Path) -> IO[bytes]:
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]


def _encoding(path: Path) -> str:
    with _open(path) as file:
        head = file.read(1 << 20)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            # The last bytes may be half a character.
            head[: len(head) - 4 if len(head) > 8 else len(head)].decode(encoding, "strict")
        except UnicodeDecodeError as error:
            if error.start < len(head) - 12:
                continue
        return encoding
    raise BadFile(UNREADABLE_FILE)


def _csv(path: Path) -> Iterator[tuple[Row, str]]:
    csv.field_size_limit(_CELL_LIMIT)
    with _open(path) as raw, io.TextIOWrapper(raw, encoding=_encoding(path), errors="replace", newline="") as text:
        first = text.readline()
        delimiter = max(",\t;", key=first.count)
        headers = next(csv.reader([first], delimiter=delimiter), [])
        fields = fields_of(headers)
        places = [(index, fields[header]) for index, header in enumerate(headers) if header in fields]
        reader = csv.reader(text, delimiter=delimiter)
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield None, ""
                continue
            if not any(cells):
                continue
            if len(cells) > len(headers):
                yield None, ",".join(cells)
                continue
            yield {field: cells[index] for index, field in places if index < len(cells)}, ",".join(cells)


def _xlsx(path: Path) -> Iterator[tuple[Row, str]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    with _open(path) as file:
        content = io.BytesIO(file.read())
    try:
        book = load_workbook(content, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError) as error:
        raise BadFile(UNREADABLE_FILE) from error
    lines = book.worksheets[0].iter_rows(values_only=True)
    headers = [str(cell or "") for cell in next(lines, ())]
    fields = fields_of(headers)
    places = [(index, fields[header]) for index, header in enumerate(headers) if header in fields]
    for cells in lines:
        if any(cell not in (None, "") for cell in cells):
            written = ",".join("" if cell is None else str(cell) for cell in cells)
            yield {field: cells[index] for index, field in places if index < len(cells)}, written
    book.close()


def _jsonl(path: Path) -> Iterator[tuple[Row, str]]:
    fields: dict[str, str] = {}
    with _open(path) as raw:
        for line in raw:
            if not line.strip():
                continue
            written = line.decode("utf-8", "replace").strip()
            try:
                row = json.loads(written)
            except (json.JSONDecodeError, RecursionError):
                yield None, written
                continue
            if not isinstance(row, dict):
                yield None, written
                continue
            if not fields or any(header not in fields for header in row):
                try:
                    fields = {**fields, **fields_of(row)}
                except ValueError:
                    yield {}, written
                    continue
            yield {fields[h]: _cell(v) for h, v in row.items() if fields.get(h)}, written


def _cell(value: object) -> object:
    if isinstance(value, list):
        return "；".join(map(str, value))
    return value
