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
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import DEFAULT_DB_ALIAS, connection, connections
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


class _Plan:
    """An SQL text that a connection plans once; `params` are fixed values with slots between them."""

    def __init__(self, sql: str, params: Sequence[Any]) -> None:
        self.name = next(_names)
        self.sql = sql
        self.params = tuple(params)
        self.slots = tuple(param for param in params if isinstance(param, _Slot))
        places = ", ".join(["%s"] * len(self.slots))
        self.execute = f"EXECUTE {self.name}({places})" if places else f"EXECUTE {self.name}"

    def statement(self, connection: BaseDatabaseWrapper, values: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
        """What to send with these values. KeyError names a slot that was given none."""

        def value(slot: _Slot) -> Any:
            return slot.field.get_db_prep_value(values[slot.name], connection, prepared=False)

        if not settings.PREPARED_STATEMENTS:
            return self.sql, tuple(value(param) if isinstance(param, _Slot) else param for param in self.params)
        self._prepare(connection)
        return self.execute, tuple([value(slot) for slot in self.slots])

    def _prepare(self, connection: BaseDatabaseWrapper) -> None:
        """Have this connection know the text; it keeps it until it is closed, whatever a transaction does."""
        connection.close_if_health_check_failed()  # or the next cursor would, and come back without our statement
        connection.ensure_connection()
        known = _known.setdefault(connection.connection, set())
        if self.name in known:
            return
        numbers = itertools.count(1)
        params = [AsIs(f"${next(numbers)}") if isinstance(param, _Slot) else param for param in self.params]
        with connection.cursor() as cursor:
            cursor.execute(f"PREPARE {self.name} AS {self.sql}", params)
        known.add(self.name)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A query as first compiled: by Django for any connection, and what PostgreSQL is to plan."""

    compiler: SQLCompiler
    plan: _Plan
    converters: dict[int, Any]

    @property
    def using(self) -> str:
        return self.compiler.using or DEFAULT_DB_ALIAS


class Prepared(Generic[Row]):
    """A queryset with Params, compiled at its first use. Thread-safe: a second compiling gives the same."""

    def __init__(self, build: Callable[[], QuerySet[Any, Row]]) -> None:
        self._build = build
        self._compiled: _Compiled | None = None

    def all(self, **values: Any) -> list[Row]:
        """The rows. KeyError names a Param that was given no value."""
        queryset, compiled = self._queryset_and_compiled()
        bound = _Bound(compiled, compiled.plan.statement(connections[compiled.using], values))
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
            self._compiled = _Compiled(compiler, _Plan(sql, params), compiler.get_converters(columns))
        return self._queryset, self._compiled


class PreparedCommand:
    """An SQL command of our own with a `{name}` for each of `values`, planned once a connection: the rare one that is
    sent with every page and is no query."""

    def __init__(self, sql: str, **values: Field) -> None:
        names = re.findall(r"{(\w+)}", sql)
        self._plan = _Plan(re.sub(r"{\w+}", "%s", sql), [_Slot(name, values[name]) for name in names])

    def run(self, **values: Any) -> None:
        """Send it on this thread's connection. KeyError names a value that is missing."""
        with connection.cursor() as cursor:
            cursor.execute(*self._plan.statement(connection, values))
