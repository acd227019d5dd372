"""Reading a file of merchants: CSV (UTF-8 or GB 18030), XLSX or JSON lines, each also gzipped."""

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext_noop
from openpyxl.utils.exceptions import InvalidFileException

from merchants.importing.columns import fields_of

_CELL_LIMIT = 100_000

UNKNOWN_FORMAT = gettext_noop("the file must be CSV, XLSX or JSON lines (.csv, .xlsx, .jsonl)")
UNREADABLE_FILE = gettext_noop("the file cannot be read as what its name says")
NO_ROWS = gettext_noop("the file holds no rows")
TOO_LARGE = gettext_noop("the file is too large when unpacked")
MOST_UNPACKED = 1 << 30
MOST_GROWTH, GROWTH_COUNTS_FROM = 100, 64 << 20
"""A list of a hundred thousand rows grows fifteenfold; what grows a hundredfold was made to fill the memory."""
_BROKEN = (
    BadZipFile,
    InvalidFileException,
    KeyError,
    OSError,
    ValueError,
    IndexError,
    EOFError,
    SyntaxError,
    zlib.error,
)
"""What a workbook that is none makes its readers raise."""


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


def check(path: Path) -> None:
    """Can it be taken at all? Reads the header and one row. Raises BadFile, or NoNameColumn."""
    if not list(islice(rows(path), 1)):
        raise BadFile(NO_ROWS)


def estimate(path: Path) -> int | None:
    """About how many rows, without reading cells; None when a workbook does not say."""
    if ".xlsx" not in path.suffixes:
        with _open(path) as file:
            lines = sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))
        return max(lines - (".csv" in path.suffixes), 0)
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True)
        last: int | None = book.worksheets[0].max_row
        book.close()
    except _BROKEN:
        return None
    return last - 1 if last and last > 1 else None


def _open(path: Path) -> IO[bytes]:
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]


def _encoding(path: Path) -> str:
    with _open(path) as file:
        head = file.read(1 << 20)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):  # what a spreadsheet calls Unicode text
        return "utf-16"
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
    from openpyxl import load_workbook

    with _open(path) as file:
        content = io.BytesIO(file.read())
    try:
        with ZipFile(content) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
            grows = unpacked > GROWTH_COUNTS_FROM and unpacked > MOST_GROWTH * len(content.getbuffer())
            if unpacked > MOST_UNPACKED or grows:
                raise BadFile(TOO_LARGE)
        book = load_workbook(content, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # some programs write a wrong one, and rows would be missing
        lines = sheet.iter_rows(values_only=True)
        headers = [str(cell or "") for cell in next(lines, ())]
    except BadFile:
        raise
    except _BROKEN as error:
        raise BadFile(UNREADABLE_FILE) from error
    fields = fields_of(headers)
    places = [(index, fields[header]) for index, header in enumerate(headers) if header in fields]
    while (cells := _cells(lines)) is not None:
        if any(cell not in (None, "") for cell in cells):
            written = ",".join("" if cell is None else str(cell) for cell in cells)
            yield {field: cells[index] for index, field in places if index < len(cells)}, written
    book.close()


def _cells(lines: Iterator[tuple[Any, ...]]) -> tuple[Any, ...] | None:
    """The next row of a sheet; None at its end. A sheet may break off anywhere."""
    try:
        return next(lines, None)
    except _BROKEN as error:
        raise BadFile(UNREADABLE_FILE) from error


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
