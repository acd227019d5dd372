"""Pages by key, not by offset: page 5,000 costs what page 1 costs, and a new row shifts nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.db.models.lookups import GreaterThan, LessThan

SALT = "keyset"
Row = TypeVar("Row")


@dataclass(frozen=True)
class KeysetPage(Generic[Row]):
    """The rows of one page and the marks to go on (`after`) and back (`before`); "" where there is nothing."""

    rows: list[Row]
    after: str = ""
    before: str = ""


class BadMark(ValueError):
    """The mark in the address was not written by us, or belongs to another order."""


def _tuple(*parts: Any) -> Func:
    return Func(*parts, function="ROW", output_field=BooleanField())


def _read(mark: str, fields: Sequence[str]) -> list[Any]:
    try:
        names, values = signing.loads(mark, salt=SALT, serializer=_Typed)
    except (signing.BadSignature, ValueError, TypeError) as problem:
        raise BadMark from problem
    if list(names) != list(fields):
        raise BadMark
    return values


class _Typed(signing.JSONSerializer):
    """JSON that brings datetimes, dates, decimals and UUIDs back as they were."""

    def dumps(self, obj: Any) -> bytes:
        names, values = obj
        return super().dumps([names, [_pack(value) for value in values]])

    def loads(self, data: bytes) -> Any:
        names, values = super().loads(data)
        return names, [_unpack(kind, value) for kind, value in values]


def _pack(value: Any) -> list[Any]:
    for kind, (type_, _back) in _KINDS.items():
        if type(value) is type_:
            return [kind, value if kind in "ibs" else str(value)]
    raise TypeError(f"a list cannot be ordered by {type(value).__name__}")


def _unpack(kind: str, value: Any) -> Any:
    return _KINDS[kind][1](value)


def _kinds() -> dict[str, tuple[type, Any]]:
    import datetime
    import decimal
    import uuid

    return {
        "i": (int, int),
        "s": (str, str),
        "t": (datetime.datetime, datetime.datetime.fromisoformat),
        "d": (datetime.date, datetime.date.fromisoformat),
        "n": (decimal.Decimal, decimal.Decimal),
        "u": (uuid.UUID, uuid.UUID),
    }


_KINDS = _kinds()


def _value(row: Any, path: str) -> Any:
    if isinstance(row, dict):
        return row[path]
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def _mark(row: Any, fields: Sequence[str]) -> str:
    values = [_value(row, field.lstrip("-")) for field in fields]
    return signing.dumps([list(fields), values], salt=SALT, serializer=_Typed)


def keyset_page(
    queryset: QuerySet[Any, Row], *, fields: Sequence[str], size: int, after: str = "", before: str = ""
) -> KeysetPage[Row]:
    """One page in the order of `fields`, e.g. ("due_at", "id") or ("-filed_at", "-id"); raises BadMark.

    All fields go the same way, none is null, and the last is unique, so PostgreSQL compares them as one row
    against an index of the same columns.
    """
    down = fields[0].startswith("-")
    if any(field.startswith("-") != down for field in fields):
        raise ValueError("all fields of an order must go the same way")
    names = [field.lstrip("-") for field in fields]
    backwards = bool(before)
    mark = before or after
    if mark:
        key = _tuple(*[F(name) for name in names])
        edge = _tuple(*[Value(value) for value in _read(mark, fields)])
        queryset = queryset.filter(LessThan(key, edge) if down != backwards else GreaterThan(key, edge))
    descending = down != backwards
    rows = list(queryset.order_by(*[f"-{name}" if descending else name for name in names])[: size + 1])
    return _page(rows, fields, size, backwards, bool(after))


def first_page(rows: Sequence[Row], *, fields: Sequence[str], size: int) -> KeysetPage[Row]:
    """The first page of rows that were read already in this order: one more than `size`, if there are so many."""
    return _page(list(rows), fields, size, backwards=False, follows=False)


def _page(rows: list[Row], fields: Sequence[str], size: int, backwards: bool, follows: bool) -> KeysetPage[Row]:
    more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    if not rows:
        return KeysetPage([])
    return KeysetPage(
        rows,
        after=_mark(rows[-1], fields) if more or backwards else "",
        before=_mark(rows[0], fields) if (more if backwards else follows) else "",
    )
