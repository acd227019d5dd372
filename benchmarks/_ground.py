"""The ground benchmarks stand on: a database of their own, migrated, with reference data."""

from __future__ import annotations

import contextlib
import os
import platform
import statistics
import time
from collections.abc import Iterator
from importlib.metadata import version
from io import StringIO

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def ready() -> None:
    """Set Django up on a fresh database `hejie_bench` of this instance's server."""
    import django
    from django.db import connection

    django.setup()
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS hejie_bench WITH (FORCE)")
        cursor.execute("CREATE DATABASE hejie_bench")
    use_bench_database()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_reference", stderr=StringIO())


def use_bench_database() -> None:
    """Point this process at the bench database."""
    from django.conf import settings
    from django.db import connection

    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = "hejie_bench"


def head(*packages: str) -> str:
    """One line that says on what a figure was measured."""
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    return f"# {time.strftime('%Y-%m-%d %H:%M')} {machine} | {versions}"


@contextlib.contextmanager
def timed() -> Iterator[list[float]]:
    """`with timed() as t: …; t[0]` is the seconds it took."""
    box = [0.0]
    begun = time.perf_counter()
    yield box
    box[0] = time.perf_counter() - begun


def median(values: list[float]) -> float:
    """Of the rounds of one way."""
    return statistics.median(values)
