"""The gram index of the directory, and the one lock that says an import is under way.

An empty directory is filled without the index, which is built once at the end: four times faster. A process that is
killed in between leaves the directory without it, and every search would read every name. So it is looked for at each
`migrate`, every few minutes by beat and on the health page, and built by whoever finds it missing while nobody imports.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

NAME = "matchdoc_grams"
_LOCK = 0x6D657263  # any number of our own: an import of this database holds it as long as its connection lives


class UnderWay(RuntimeError):
    """Another import is running: two at once would take each other's rows for known ones."""


@contextmanager
def alone() -> Iterator[None]:
    """One import at a time. The lock goes with the connection, so a killed import holds nobody up. Raises UnderWay."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise UnderWay
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def under_way() -> bool:
    """Does a living process import right now?"""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 0 AND objid = %s "
            "AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [_LOCK],
        )
        return bool(cursor.fetchone()[0])


def present() -> bool:
    """Is the index there?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [NAME])
        return cursor.fetchone()[0] is not None


def table_present() -> bool:
    """Not so while migrations run backwards."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('merchants_matchdoc')")
        return cursor.fetchone()[0] is not None


def drop() -> None:
    """Away with it, before an empty directory is filled."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {NAME}")


def build() -> bool:
    """Build the index where it is missing, and count the grams anew; was it?"""
    if present():
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        # Over a million names this takes longer than any statement of a page may.
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no index is built over rows whose checks still wait
        # Two processes build it, with half each; more memory has them sort larger heaps and take a quarter longer.
        cursor.execute("SET LOCAL maintenance_work_mem = '64MB'")
        cursor.execute(f"CREATE INDEX {NAME} ON merchants_matchdoc USING gin (grams) WITH (fastupdate = off)")
    return True


def count_grams() -> None:
    """Renew the figures by which a search chooses its way in (`matching.statistics`); nothing else is counted."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE merchants_matchdoc (grams)")


def mend() -> bool:
    """Build the index if a killed import has left the directory without it; True when it has been built."""
    if present():
        return False
    try:
        with alone():
            built = build()
    except UnderWay:
        return False
    if built:
        count_grams()
    return built
