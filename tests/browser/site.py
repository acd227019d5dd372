"""A real web server on a database of its own, for the browser to visit."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

import redis
from django.conf import settings
from django.db import connection

SECONDS_TO_START = 60
REDIS_DB = 9


@dataclass(frozen=True)
class Site:
    """Where the server listens, which database it reads, and what it wrote."""

    url: str
    database: str
    log: Path


def free_port() -> int:
    """A port nobody listens on."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def with_database(url: str, name: str) -> str:
    """The same server, another database."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{name}"))


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError), urlopen(f"{url}/static/mark.svg", timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the web server did not start:\n{log.read_text()[-2000:]}")


@contextlib.contextmanager
def copied_database(name: str) -> Iterator[None]:
    """A copy of the test database, which Django's connection uses meanwhile; dropped afterwards."""
    original = connection.settings_dict["NAME"]
    connection.close()

    def administer(statement: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = "postgres"
        with connection.cursor() as cursor:
            cursor.execute(statement)
        connection.close()

    administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    # a test's own threads may have left a connection to the database that is copied
    administer(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{original}'")
    administer(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.settings_dict["NAME"] = original


@contextlib.contextmanager
def served(database: str, log: Path, **environment: str) -> Iterator[Site]:
    """gunicorn on a free port over `database`, ended afterwards."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    env = {
        **os.environ,
        "HEJIE_MODE": "test",
        "DATABASE_URL": with_database(os.environ["DATABASE_URL"], database),
        "REDIS_URL": os.environ["REDIS_URL"].replace("db=0", f"db={REDIS_DB}"),
        "PUBLIC_URL": url,
        "PYTHONWARNINGS": "ignore",
        **environment,
    }
    command = [str(Path(sys.executable).parent / "gunicorn"), "config.wsgi", "--config", "config/gunicorn.py"]
    redis.Redis.from_url(env["REDIS_URL"]).flushdb()  # rate limits and caches of an earlier run
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command, "--workers", "1", "--bind", f"127.0.0.1:{port}"],
            cwd=settings.BASE_DIR,
            env=env,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(url, server, log)
            yield Site(url, database, log)
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
