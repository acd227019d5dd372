"""Which running deadlines of the database a changed calendar touches."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from complaints.clocks.calendar import SHANGHAI, Unit, due
from complaints.clocks.preview import touched
from complaints.clocks.published import published_holidays
from complaints.models import Clock

BEFORE = published_holidays()
AFTER = BEFORE.with_overrides({date(2026, 6, 15): True})  # a Monday
START = datetime(2026, 6, 8, 10, tzinfo=SHANGHAI)
NOW = START + timedelta(days=2)


@pytest.fixture
def lone_clocks(db: None) -> None:
    """Clocks without their case: foreign keys and triggers rest, for only the deadlines matter here."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")


def clock(case_id: int, value: int | None, **fields: object) -> Clock:
    end = due(START, value or 7, Unit.CALENDAR, BEFORE)
    return Clock.objects.create(
        **{"case_id": case_id, "kind": "answer", "started_at": START, "due": end, "value": value, "unit": "calendar"}
        | fields
    )


@pytest.mark.usefixtures("lone_clocks")
def test_running_clocks_on_the_day_are_touched_and_no_others() -> None:
    on_the_day = clock(1, 7)  # ends on Monday the 15th
    clock(2, 3)  # on the 11th, before it
    clock(3, None)  # a day somebody named
    clock(4, 7, stopped_at=NOW)
    clock(5, 7, fired_at=NOW)
    clock(6, 7, paused_at=NOW, days_left=5)
    found = touched(BEFORE, AFTER, NOW)
    assert [(running.id, end) for running, end in found] == [
        (on_the_day.pk, datetime(2026, 6, 17, tzinfo=SHANGHAI)),
    ]


@pytest.mark.django_db
def test_no_change_asks_nothing(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert touched(BEFORE, BEFORE, NOW) == []
