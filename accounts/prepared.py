"""Queries compiled once: by Django in this process, by PostgreSQL on each connection (docs/decisions/0013).

A page that reads a case with all its parts spends more time on compiling and planning that query than on running it
(9 ms of 18, and 3.7 of 4.0). Whoever writes such a query still writes it with the ORM and gets the ORM's own rows:

    CASE = Prepared(lambda: visible_to(actor_like).filter(public_id=Param("public_id", UUIDField())))
    case = CASE.first(public_id=public_id)

A `Param` stands where the value of each call will stand; everything else is fixed when the query is first used, so
nothing in it may depend on the reader's language or on the day. For queries whose shape depends on what somebody asked
for (filters, sorting) use the ORM as it is.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F, Field, Func, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from psycopg2.extensions import AsIs

Row = TypeVar("Row")
_names = (f"hejie_{number}" for number in itertools.count(1))
_known: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()  # which statements a connection has


@dataclass(frozen=True, slots=True)
class _Slot:
    """What a Param leaves among the parameters of the compiled query."""

    name: str
    field: Field


class Param(Expression):
    """A value to be given with each call; `output_field` says its type, as the column has it."""

    def __init__(self, name: str, output_field: Field) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:  # type: ignore[override]
        """A place holder with its type: PostgreSQL has to know it before the first value comes."""
        return f"%s::{self.output_field.db_type(connection)}", (_Slot(self.name, self.output_field),)


class AnyOf(Func):
    """A condition: the column is one of a list of values. `IN` would be another query for each length of the list."""

    template, arg_joiner = "%(expressions)s)", " = ANY("

    def __init__(self, column: str, name: str, type_: Field) -> None:
        super().__init__(F(column), Param(name, ArrayField(type_)), output_field=BooleanField())


class _Bound(SQLCompiler):
    """A compiled query with the values of one call, on this thread's connection."""

    def __init__(self, compiled: _Compiled, statement: tuple[str, tuple[Any, ...]]) -> None:
        self.__dict__.update(compiled.compiler.__dict__)
        self.connection = connections[compiled.using]
        self.converters = compiled.converters
        self.statement = statement

    def get_converters(self, expressions: Any) -> dict[int, Any]:
        """How values of the database become Python's: the columns are always the same."""
        return self.converters

    def as_sql(self, with_limits: bool = True, with_col_aliases: bool = False) -> tuple[str, tuple[Any, ...]]:
        """What was compiled already."""
        return self.statement


class _View:
    """A query or a queryset as the ORM's row classes read it, with one thing replaced; copying either costs more."""

    def __init__(self, of: Any, **instead: Any) -> None:
        self._of = of
        self.__dict__.update(instead)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._of, name)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A query as first compiled: SQL for any connection, and its fixed parameters with slots between them."""

    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]
    converters: dict[int, Any]

    @property
    def using(self) -> str:
        return self.compiler.using or DEFAULT_DB_ALIAS

    @property
    def slots(self) -> list[_Slot]:
        return [param for param in self.params if isinstance(param, _Slot)]


class Prepared(Generic[Row]):
    """A queryset with Params, compiled at its first use. Thread-safe: a second compiling gives the same."""

    def __init__(self, build: Callable[[], QuerySet[Any, Row]]) -> None:
        self._build = build
        self._name = next(_names)
        self._compiled: _Compiled | None = None

    def all(self, **values: Any) -> list[Row]:
        """The rows. KeyError names a Param that was given no value."""
        queryset, compiled = self._queryset_and_compiled()
        bound = _Bound(compiled, self._statement(compiled, values))
        query = _View(queryset.query, get_compiler=lambda *_args, **_kwargs: bound)
        rows: Any = queryset._iterable_class  # type: ignore[attr-defined]  # models, tuples or dicts, as the query says
        return list(rows(_View(queryset, query=query)))

    def first(self, **values: Any) -> Row | None:
        """The first row, or None."""
        rows = self.all(**values)
        return rows[0] if rows else None

    def _queryset_and_compiled(self) -> tuple[QuerySet[Any, Row], _Compiled]:
        if self._compiled is None:
            self._queryset = self._build()
            compiler = self._queryset.query.get_compiler(self._queryset.db)
            sql, params = compiler.as_sql()
            columns = [column for column, _sql, _alias in compiler.select]
            self._compiled = _Compiled(compiler, sql, tuple(params), compiler.get_converters(columns))
        return self._queryset, self._compiled

    def _statement(self, compiled: _Compiled, values: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
        connection = connections[compiled.using]

        def value(slot: _Slot) -> Any:
            return slot.field.get_db_prep_value(values[slot.name], connection, prepared=False)

        if not settings.PREPARED_STATEMENTS:
            return compiled.sql, tuple(value(p) if isinstance(p, _Slot) else p for p in compiled.params)
        slots = compiled.slots
        self._prepare(compiled, connection)
        places = ", ".join(["%s"] * len(slots))
        return f"EXECUTE {self._name}{f'({places})' if places else ''}", tuple(value(slot) for slot in slots)

    def _prepare(self, compiled: _Compiled, connection: BaseDatabaseWrapper) -> None:
        """Have this connection know the statement; it keeps it until it is closed, whatever a transaction does."""
        connection.close_if_health_check_failed()  # or the next cursor would, and come back without our statement
        connection.ensure_connection()
        known = _known.setdefault(connection.connection, set())
        if self._name in known:
            return
        numbers = itertools.count(1)
        params = [AsIs(f"${next(numbers)}") if isinstance(param, _Slot) else param for param in compiled.params]
        with connection.cursor() as cursor:
            cursor.execute(f"PREPARE {self._name} AS {compiled.sql}", params)
        known.add(self._name)
