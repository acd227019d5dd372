"""A record as lines of COPY text, without the merchant's id, which whoever stores it puts before them. Pure."""

import uuid
from collections.abc import Iterable
from typing import NamedTuple

from merchants.importing.rows import Problem, Record
from merchants.matching.documents import Document
from merchants.matching.identifiers import subscriber

COLUMNS = (
    "name", "uscc", "uscc_text", "industry", "division_code", "place", "address", "kind", "is_prepaid", "status",
)  # fmt: skip
"""What an import writes of a merchant's own row."""
MERCHANT = ("public_id", *COLUMNS)
DOCUMENT = ("store_id", "kind", "text", "start", "places", "address", "weight", "grams")
PHONE = ("number", "subscriber", "source")
REGISTERED_NAME = 1
"""`MatchDoc.Kind.NAME`"""
_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


class Ready(NamedTuple):
    """A new merchant that has nothing but its own row, its name's searchable row and telephones."""

    identity: tuple[str, ...]
    merchant: str
    document: str
    phones: tuple[str, ...]
    warnings: tuple[Problem, ...]


def ready(record: Record) -> Ready:
    """The record's lines; other names and sites are not among them."""
    return Ready(
        record.identity,
        line((str(uuid.uuid4()), *values(record))),
        document_line(record.document),
        tuple(line((number, subscriber(number), "import")) for number in record.phones),
        record.warnings,
    )


def values(record: Record) -> tuple[object, ...]:
    """In the order of COLUMNS."""
    return (
        record.name, record.uscc, record.uscc_text, record.industry, record.division_code, record.place, record.address,
        record.kind, record.is_prepaid, record.status,
    )  # fmt: skip


def document_line(made: Document) -> str:
    """The searchable row of a registered name."""
    places = '{"' + '","'.join(made.places) + '"}' if made.places else "{}"
    grams = "{" + str(made.grams)[1:-1] + "}"
    return line((None, REGISTERED_NAME, made.text, made.start, places, made.address, 0, grams))


def line(cells: Iterable[object]) -> str:
    """Cells as PostgreSQL's COPY reads them, without the end of the line."""
    return "\t".join(
        [cell if type(cell) is str and "\\" not in cell and cell.isprintable() else _cell(cell) for cell in cells]
    )


def _cell(value: object) -> str:
    if type(value) is str:
        return value.translate(_ESCAPES) if "\\" in value or "\n" in value or "\t" in value or "\r" in value else value
    if value is None:
        return r"\N"
    if value is True or value is False:
        return "t" if value else "f"
    return str(value)
