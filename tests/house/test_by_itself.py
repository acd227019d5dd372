"""Nobody does anything: a real worker and a real beat move a case whose merchant stayed silent, and tell the people."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.db import connection
from django.utils import timezone

from complaints.models import Case, Clock
from notices.models import Delivery
from tests import factories
from tests.browser.site import with_database

SECONDS = 150  # beat sweeps on the minute
BROKER = 7  # a database of Valkey of its own


@pytest.mark.celery
@pytest.mark.slow
def test_silence_moves_a_case(committed: str, tmp_path: Path, django_db_blocker) -> None:
    environment = {
        **os.environ,
        "HEJIE_MODE": "test",
        "DATABASE_URL": with_database(os.environ["DATABASE_URL"], committed),
        "REDIS_URL": os.environ["REDIS_URL"].replace("db=0", f"db={BROKER}"),
        "LOG_LEVEL": "INFO",
    }
    redis.Redis.from_url(environment["REDIS_URL"]).flushdb()
    celery = [str(Path(sys.executable).parent / "celery"), "-A", "config.celery"]
    with django_db_blocker.unblock():
        case, people = factories.file_case()  # in June: its seven days are long over
        log = (tmp_path / "celery.log").open("wb")
        running = [
            subprocess.Popen([*celery, *words], cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log)
            for words in (
                ["worker", "--pool", "solo", "--loglevel", "INFO"],
                ["beat", "--schedule", str(tmp_path / "beat")],
            )
        ]
        try:
            until = time.monotonic() + SECONDS
            while not _moved_and_told(case, people.consumer.pk):
                assert time.monotonic() < until, (tmp_path / "celery.log").read_text()[-3000:]
                time.sleep(1)
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.wait(30)
            log.close()
        case.refresh_from_db()
        assert case.state == "t2_assigned"
        assert case.body_id == people.body.pk
        assert Clock.objects.filter(case=case, kind="answer", fired_at__lte=timezone.now()).count() == 1
        connection.close()


def _moved_and_told(case: Case, consumer_id: int) -> bool:
    moved = Case.objects.filter(pk=case.pk, tier=2).exists()
    return moved and Delivery.objects.filter(user_id=consumer_id, outbox__template="escalated").exists()
