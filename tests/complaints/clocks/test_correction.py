"""What a changed calendar would do to running deadlines."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from complaints.clocks.calendar import SHANGHAI, Unit, due, extended
from complaints.clocks.correction import Running, changed_days, corrected, moved
from complaints.clocks.published import published_holidays

BEFORE = published_holidays()
FLOOD = date(2026, 6, 15)  # a Monday
AFTER = BEFORE.with_overrides({FLOOD: True, date(2026, 6, 14): True})


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


START, NOW = shanghai("2026-06-08 10:00"), shanghai("2026-06-10 10:00")


def running(value: int | None, unit: Unit, end: datetime | None = None) -> Running:
    return Running(1, START, end or due(START, value or 7, unit, BEFORE), value, unit)


def test_only_days_that_change_between_work_and_rest_count() -> None:
    assert changed_days(BEFORE, AFTER) == {FLOOD}  # Sunday the 14th was off anyway


def test_a_deadline_on_the_new_day_off_goes_to_the_next_working_day() -> None:
    assert corrected(running(7, Unit.CALENDAR), BEFORE, AFTER, NOW) == shanghai("2026-06-17 00:00")


def test_working_days_are_counted_again() -> None:
    assert corrected(running(6, Unit.WORKING), BEFORE, AFTER, NOW) == shanghai("2026-06-18 00:00")


def test_an_extended_deadline_keeps_the_days_it_has_left() -> None:
    end = extended(due(START, 4, Unit.CALENDAR, BEFORE), 3, Unit.CALENDAR, BEFORE)  # 24:00 of Monday the 15th
    assert corrected(running(4, Unit.CALENDAR, end), BEFORE, AFTER, NOW) == shanghai("2026-06-17 00:00")


def test_a_day_that_a_person_named_stays() -> None:
    end = shanghai("2026-06-16 00:00")
    assert corrected(running(None, Unit.CALENDAR, end), BEFORE, AFTER, NOW) == end


def test_one_that_has_run_out_is_left_to_the_sweep() -> None:
    clock = running(7, Unit.CALENDAR)
    assert list(moved([clock], BEFORE, AFTER, clock.due)) == []
    assert [end for _, end in moved([clock], BEFORE, AFTER, NOW)] == [shanghai("2026-06-17 00:00")]


@given(st.integers(1, 60), st.sampled_from([Unit.CALENDAR, Unit.WORKING]), st.integers(0, 200))
def test_the_same_calendar_moves_nothing(value: int, unit: Unit, hours: int) -> None:
    clock = running(value, unit)
    assert list(moved([clock], BEFORE, BEFORE, START + timedelta(hours=hours))) == []
