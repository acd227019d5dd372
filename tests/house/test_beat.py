"""Beat's timetable: every entry names a task that exists, and expires before the next one is due."""

from datetime import timedelta
from itertools import pairwise

import pytest
from celery.schedules import crontab
from django.conf import settings

from config.celery import app

ENTRIES = sorted(settings.CELERY_BEAT_SCHEDULE.items())


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[name for name, _ in ENTRIES])
def test_entry(name: str, entry: dict) -> None:
    app.loader.import_default_modules()
    assert entry["task"] in app.tasks, f"{name} names a task that no module on config/celery.py's list has"
    schedule, expires = entry["schedule"], timedelta(seconds=entry["options"]["expires"])
    assert expires < (_shortest_gap(schedule) if isinstance(schedule, crontab) else timedelta(seconds=schedule))


def _shortest_gap(schedule: crontab) -> timedelta:
    minutes = sorted(schedule.minute)
    if len(minutes) > 1:
        return timedelta(minutes=min(b - a for a, b in pairwise(minutes)))
    return timedelta(hours=1 if len(schedule.hour) == 24 else 24)


def test_tasks_throw_their_results_away() -> None:
    app.loader.import_default_modules()
    ours = [task for name, task in app.tasks.items() if not name.startswith("celery.")]
    assert len(ours) >= len(ENTRIES)
    assert settings.CELERY_TASK_IGNORE_RESULT
