"""What is wrong is said in one line that names it and how to mend it; nothing is left half-started."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys

import pytest
from django.conf import settings

from config.embedded import servers
from config.embedded.place import Place
from config.management.commands.check_settings import problems


def said(*command: str, **environment: str) -> tuple[int, str]:
    """Exit code and last line of a command in a changed environment."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, (done.stderr.strip().splitlines() or [""])[-1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "nonsense"),
        ("TRUSTED_PROXIES", "two"),
        ("BREACHED_PASSWORDS", "/nowhere"),
        ("SESSION_STAFF_HOURS", "0"),
        ("SMS_REPORT_SECRET", "short"),
        ("FIELD_KEYS", "abc"),
        ("INDEX_KEY", "c2hvcnQ="),
        ("HEJIE_MODE", "prod"),
        ("PUBLIC_URL", "315.example.cn"),
    ],
)
def test_a_wrong_setting(name: str, value: str) -> None:
    code, line = said("manage.py", "check", **{name: value})
    assert code != 0
    assert line.startswith("django.core.exceptions.ImproperlyConfigured: ")
    assert name in line


@pytest.mark.django_db
def test_a_broker_that_is_down(settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    found = problems()
    assert len(found) == 1
    assert "REDIS_URL" in found[0]


def test_a_database_that_is_down() -> None:
    code, line = said("manage.py", "check_settings", DATABASE_URL="postgres://nobody@127.0.0.1:1/x")
    assert code == 1
    assert "DATABASE_URL" in line


def test_a_taken_port() -> None:
    with contextlib.closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, line = said("-m", "config.embedded", "up", "--instance", "taken", HEJIE_PORT=port)
    assert code == 1
    assert line == f"hejie: port {port} is taken by another program: stop it, or HEJIE_PORT={int(port) + 1} ./dev up"
    assert not Place("taken").home.exists()


def test_a_database_of_another_postgres() -> None:
    place = Place("old")
    try:
        place.pgdata.mkdir(parents=True)
        (place.pgdata / "PG_VERSION").write_text("14\n")
        with pytest.raises(servers.CannotStart, match=r"PostgreSQL 14.*docs/operations\.md"):
            servers.prepare(place)
    finally:
        shutil.rmtree(place.home)
