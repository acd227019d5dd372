"""Where a changed calendar puts deadlines that run."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from complaints.clocks.calendar import SHANGHAI, Holidays, Unit, due, extended, remaining, resume
from complaints.clocks.correction import Counted, changed_days, corrected
from complaints.clocks.published import published_holidays

BEFORE = published_holidays()
FLOOD = date(2026, 6, 15)  # a Monday
AFTER = BEFORE.with_overrides({FLOOD: True, date(2026, 6, 14): True})


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


START, NOW = shanghai("2026-06-08 10:00"), shanghai("2026-06-10 10:00")


def moved(days: int, unit: Unit, before: Holidays, after: Holidays, now: datetime = NOW) -> datetime | None:
    return corrected(due(START, days, unit, before), Counted(START, days, unit), after, now)


def test_only_days_that_change_between_work_and_rest_count() -> None:
    assert changed_days(BEFORE, AFTER) == {FLOOD}  # Sunday the 14th was off anyway


def test_a_deadline_on_the_new_day_off_goes_to_the_next_working_day() -> None:
    assert moved(7, Unit.CALENDAR, BEFORE, AFTER) == shanghai("2026-06-17 00:00")


def test_working_days_are_counted_again() -> None:
    assert moved(6, Unit.WORKING, BEFORE, AFTER) == shanghai("2026-06-18 00:00")


def test_a_day_worked_after_all_brings_the_end_forward() -> None:
    assert moved(7, Unit.CALENDAR, AFTER, BEFORE) == shanghai("2026-06-16 00:00")


def test_one_brought_forward_leaves_a_working_day() -> None:
    late = shanghai("2026-06-15 10:00")  # the period would end tonight: until tomorrow night, as was promised
    assert moved(7, Unit.CALENDAR, AFTER, BEFORE, late) is None
    worked = BEFORE.with_overrides({date(2026, 6, 13): False, date(2026, 6, 14): False})  # a weekend worked after all
    friday = shanghai("2026-06-12 10:00")  # five working days end tonight, not on Monday: one more day is left
    assert moved(5, Unit.WORKING, BEFORE.with_overrides({date(2026, 6, 12): True}), worked, friday) == shanghai(
        "2026-06-14 00:00"
    )


def test_an_extended_deadline_is_counted_from_the_last_day_it_had() -> None:
    first = due(START, 4, Unit.CALENDAR, BEFORE)  # Friday the 12th
    end = extended(first, 3, Unit.CALENDAR, BEFORE)  # 24:00 of Monday the 15th
    assert corrected(end, Counted.from_extending(first, 3, Unit.CALENDAR), AFTER, NOW) == shanghai("2026-06-17 00:00")


def test_a_resumed_deadline_is_counted_from_the_day_it_resumed() -> None:
    left = remaining(START, due(START, 6, Unit.WORKING, BEFORE), Unit.WORKING, BEFORE)
    end = resume(NOW, left, Unit.WORKING, BEFORE)  # six working days after the 10th
    assert corrected(end, Counted.from_resuming(NOW, left, Unit.WORKING), BEFORE, NOW) is None
    assert corrected(end, Counted.from_resuming(NOW, left, Unit.WORKING), AFTER, NOW) == shanghai("2026-06-23 00:00")


def test_a_day_that_a_person_named_stays() -> None:
    assert corrected(shanghai("2026-06-16 00:00"), None, AFTER, NOW) is None


def test_one_that_has_run_out_is_left_to_the_sweep() -> None:
    end = due(START, 7, Unit.CALENDAR, BEFORE)
    assert corrected(end, Counted(START, 7, Unit.CALENDAR), AFTER, end) is None


DAYS = st.dictionaries(
    st.dates(date(2026, 6, 1), date(2026, 9, 30)), st.booleans(), max_size=40
)  # true: off, false: worked


@given(DAYS, DAYS, st.integers(1, 60), st.sampled_from([Unit.CALENDAR, Unit.WORKING]), st.integers(0, 3000))
def test_twice_is_once_and_nobody_loses_the_next_working_day(
    one: dict[date, bool], other: dict[date, bool], days: int, unit: Unit, hours: int
) -> None:
    before, after = BEFORE.with_overrides(one), BEFORE.with_overrides(other)
    now, counted, end = START + timedelta(hours=hours), Counted(START, days, unit), due(START, days, unit, before)
    found = corrected(end, counted, after, now)
    if found is None:
        return
    assert found > now
    assert found > end or found >= resume(now, 1, Unit.WORKING, after)
    assert corrected(found, counted, after, now) is None
    assert corrected(found, counted, after, now + timedelta(days=1)) is None
