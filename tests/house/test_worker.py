"""A real worker on the real broker: notices go out, papers are printed, and a second start changes nothing."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from documents.issuing import issue
from documents.models import Paper, Status
from documents.printing import path_of
from notices.models import Channel, Outbox, RecordedMessage
from notices.outbox import OutboxRow, enqueue
from notices.tasks import send_outbox
from tests.documents.samples import NOW, SAMPLES
from tests.people import organisation, person

pytestmark = [pytest.mark.celery, pytest.mark.slow]


@pytest.fixture
def worker(committed: str, tmp_path: Path) -> Iterator[Path]:
    """A worker on this test's copy of the database; its files lie in the folder it gives."""
    parts = connection.settings_dict
    place = parts["HOST"].replace("/", "%2F")
    environment = {
        **os.environ,
        "HEJIE_MODE": "test",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"postgres://{parts['USER']}@{place}/{committed}",
        "FILES_ROOT": str(tmp_path),
    }
    command = [sys.executable, "-m", "celery", "-A", "config.celery", "worker", "--concurrency=1", "--loglevel=WARNING"]
    log = tmp_path / "worker.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=out, stderr=out)
        try:
            yield tmp_path
        finally:
            process.terminate()
            process.wait(30)


def wait(until: Callable[[], bool], log: Path) -> None:
    """Poll for a minute; what the worker wrote explains a failure."""
    end = time.monotonic() + 60
    while not until():
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.2)


def test_a_worker_sends_and_prints(worker: Path, settings) -> None:
    log = worker / "worker.log"
    settings.MEDIA_ROOT = worker / "private"
    user: User = person()
    house = organisation()
    with transaction.atomic():
        enqueue([OutboxRow("evaluate", f"user:{user.pk}", "k", context={"number": "1"})], now=timezone.now())
        paper = issue(
            "settlement",
            organisation_id=house.pk,
            case_id=None,
            context=SAMPLES["settlement"],
            actor=Actor.system(),
            now=NOW,
        )
        assert paper.status == Status.ISSUING
    send_outbox.delay()
    send_outbox.delay()
    wait(lambda: RecordedMessage.objects.exists(), log)
    wait(lambda: Paper.objects.get(pk=paper.pk).status == Status.ISSUED, log)
    send_outbox.delay()
    wait(lambda: Outbox.objects.get().addressed_at is not None, log)
    assert path_of(Paper.objects.get(pk=paper.pk)).exists()
    assert RecordedMessage.objects.count() == 1
    assert set(Outbox.objects.get().deliveries.values_list("channel", flat=True)) == {Channel.IN_APP, Channel.SMS}
