"""The backup of docs/operations.md is taken and loaded again, and what comes back verifies."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from django.db import DatabaseError, connection

from complaints.lifecycle.log import verify_database
from complaints.models import Complainant, Event
from config.embedded import servers
from config.embedded.place import Place
from tests import factories


@pytest.mark.slow
def test_dump_and_restore(committed: str, tmp_path: Path, django_db_blocker) -> None:
    programs, _valkey = servers.install_binaries(Place("test"))
    server = ["--host", connection.settings_dict["HOST"], "--username", connection.settings_dict["USER"]]
    copy = f"{committed}_again"
    with django_db_blocker.unblock():
        case, _people = factories.at_t2_accepted()
        events = Event.objects.count()
        connection.close()
        dump = tmp_path / "hejie.dump"
        run([programs / "pg_dump", *server, "--format=custom", f"--file={dump}", committed])
        run([programs / "createdb", *server, "--locale=C.UTF-8", "--encoding=UTF8", "--template=template0", copy])
        try:
            run([programs / "pg_restore", *server, "--exit-on-error", "--no-owner", f"--dbname={copy}", dump])
            connection.settings_dict["NAME"] = copy
            found = verify_database()
            assert (found.faults, found.events) == ([], events)
            assert Complainant.objects.get(complaint_id=case.complaint_id).name == "张三测试"
            with pytest.raises(DatabaseError):  # the guards came back too
                Event.objects.filter(case=case).update(action="x")
        finally:
            connection.close()
            connection.settings_dict["NAME"] = committed
            run([programs / "dropdb", *server, "--force", "--if-exists", copy])


def run(command: list) -> None:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-1500:]
