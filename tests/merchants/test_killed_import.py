"""An import that is killed while it fills an empty directory."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from merchants.importing import gram_index, run
from merchants.models import ImportJob, Merchant


@pytest.mark.usefixtures("committed")
def test_killed_during_the_first_load_it_goes_on_and_the_index_is_mended(tmp_path) -> None:
    path = tmp_path / "list.csv"
    rows = "".join(f"武汉第{n}号小店有限公司,武汉市江夏区文化大道{n}号\n" for n in range(30_000))
    path.write_text("name,address\n" + rows, encoding="utf-8")
    database = connection.settings_dict["NAME"]
    code = (
        "import django; django.setup()\n"
        "from django.db import connections\n"
        f"connections['default'].settings_dict['NAME'] = {database!r}\n"
        "from django.core.management import call_command\n"
        f"call_command('import_merchants', {str(path)!r}, verbosity=0)\n"
    )
    command = subprocess.Popen(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(lambda: ImportJob.objects.filter(position__gte=run.BATCH).exists())
        workers = children(command.pid)
        os.kill(command.pid, signal.SIGKILL)
    finally:
        command.kill()
        command.wait()
    assert workers
    wait_for(lambda: not gram_index.under_way())
    job = ImportJob.objects.get()
    assert job.state == ImportJob.State.RUNNING
    assert 0 < job.position < 30_000
    assert Merchant.objects.count() == job.position  # rows and position came together
    assert not gram_index.present()
    assert gram_index.mend() is True
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))  # none is left behind
    call_command("import_merchants", str(path), verbosity=0)
    job.refresh_from_db()
    assert (job.state, job.position, job.added) == ("done", 30_000, 30_000)
    assert Merchant.objects.count() == 30_000


def children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def wait_for(happened) -> None:
    until = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.05)
