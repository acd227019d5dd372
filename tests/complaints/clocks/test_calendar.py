"""Deadlines as the Civil Code counts them (民法典 200–203), by example, by property and against another calendar."""

from __future__ import annotations

import csv
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from complaints.clocks.calendar import (
    SHANGHAI,
    TimeLeft,
    Unit,
    due,
    extended,
    last_day,
    local_day,
    remaining,
    resume,
    time_left,
)
from complaints.clocks.published import published_holidays
from complaints.clocks.statutory import statutory_holidays

HOLIDAYS = published_holidays()
CAL, WORK, MONTH, YEAR = Unit.CALENDAR, Unit.WORKING, Unit.MONTH, Unit.YEAR


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


# start, days, unit, end: all in Shanghai time; midnight is the 24:00 of the day before
DEADLINES = [
    ("2026-09-30 23:59", 7, CAL, "2026-10-09 00:00"),  # day 7 is 7 Oct, National Day: 24:00 of 8 Oct; art. 203
    (
        "2026-10-01 00:00",
        7,
        CAL,
        "2026-10-09 00:00",
    ),  # one minute later is the next day, and 8 Oct is day 7 itself; 201
    ("2026-06-01 09:00", 7, CAL, "2026-06-09 00:00"),  # Monday to Monday: the starting day is not counted; 201
    ("2026-06-01 00:00", 1, CAL, "2026-06-03 00:00"),  # even when it starts at 0:00; 201
    ("2026-06-06 12:00", 7, CAL, "2026-06-16 00:00"),  # day 7 is Saturday 13 June: Monday; 203
    ("2026-06-12 12:00", 7, CAL, "2026-06-23 00:00"),  # day 7 is 19 June, Dragon Boat, off until Sunday 21; 203
    ("2026-02-07 10:00", 7, CAL, "2026-02-15 00:00"),  # Saturday 14 Feb is a make-up workday: it is the last day; 调休
    ("2026-02-08 10:00", 7, CAL, "2026-02-25 00:00"),  # 15 Feb is off, and so is all to 23 Feb; 203
    ("2026-05-02 10:00", 7, CAL, "2026-05-10 00:00"),  # Saturday 9 May is worked for Labour Day; 调休
    ("2025-12-31 15:00", 2, CAL, "2026-01-05 00:00"),  # 2 Jan is off, 3 Jan too, Sunday 4 Jan is worked; 调休
    ("2026-09-30 23:59", 7, WORK, "2026-10-16 00:00"),  # 8, 9, Sat 10 (worked), 12, 13, 14, 15
    ("2026-06-17 18:00", 2, WORK, "2026-06-23 00:00"),  # Thu 18, then Mon 22: Dragon Boat between
    ("2026-09-18 18:00", 2, WORK, "2026-09-22 00:00"),  # Sunday 20 Sep is worked, Mon 21
    ("2026-10-03 11:00", 1, WORK, "2026-10-09 00:00"),  # starts on a day off: first working day is 8 Oct
    ("2026-04-15 09:00", 60, CAL, "2026-06-16 00:00"),  # 令121 art. 23: day 60 is Sunday 14 June, so Monday
    ("2026-04-14 09:00", 45, WORK, "2026-06-19 00:00"),  # the same under 令20 art. 21: May 1–5 off, Sat 9 May worked
    ("2024-11-30 12:00", 3, MONTH, "2025-03-01 00:00"),  # February has no 30th: its last day, Friday the 28th; art. 202
    ("2025-03-15 12:00", 12, MONTH, "2026-03-17 00:00"),  # 15 March 2026 is a Sunday: Monday; 202, 203
    ("2024-02-29 12:00", 2, YEAR, "2026-03-01 00:00"),  # no 29 Feb in 2026: the 28th, a Saturday that is worked; 202
    ("2023-06-01 12:00", 3, YEAR, "2026-06-02 00:00"),  # limitation, art. 188: Monday 1 June 2026
]


@pytest.mark.parametrize(("start", "days", "unit", "end"), DEADLINES)
def test_deadlines(start: str, days: int, unit: Unit, end: str) -> None:
    assert due(shanghai(start), days, unit, HOLIDAYS) == shanghai(end)


def test_answers_in_utc_and_refuses_what_it_cannot_count() -> None:
    assert due(shanghai("2026-06-01 09:00"), 7, CAL, HOLIDAYS).tzinfo is UTC
    with pytest.raises(ValueError, match="offset"):
        due(datetime(2026, 6, 1), 7, CAL, HOLIDAYS)
    with pytest.raises(ValueError, match="at least one day"):
        due(shanghai("2026-06-01 09:00"), 0, CAL, HOLIDAYS)


def test_the_day_is_that_of_shanghai() -> None:
    evening_in_utc = datetime(2026, 5, 31, 16, 30, tzinfo=UTC)  # 0:30 of 1 June in Shanghai
    assert due(evening_in_utc, 7, CAL, HOLIDAYS) == shanghai("2026-06-09 00:00")


moments = st.datetimes(datetime(2018, 2, 1), datetime(2026, 6, 1)).map(lambda at: at.replace(tzinfo=SHANGHAI))
units = st.sampled_from(list(Unit))
lengths = st.integers(1, 60)


@given(moments, st.integers(1, 7), units)
def test_ends_at_midnight_of_a_working_day_after_the_start(start: datetime, days: int, unit: Unit) -> None:
    end = due(start, days, unit, HOLIDAYS)
    assert end.astimezone(SHANGHAI).strftime("%H%M%S") == "000000"
    assert end > start
    assert HOLIDAYS.is_working(last_day(end))


@given(moments, lengths, st.sampled_from([CAL, WORK]))
def test_a_longer_period_or_a_later_start_never_ends_earlier(start: datetime, days: int, unit: Unit) -> None:
    end = due(start, days, unit, HOLIDAYS)
    assert due(start, days + 1, unit, HOLIDAYS) >= end
    assert due(start + timedelta(days=1), days, unit, HOLIDAYS) >= end


@given(moments, lengths, st.sampled_from([CAL, WORK]), st.integers(0, 100_000))
def test_paused_and_resumed_at_once_nothing_moves(start: datetime, days: int, unit: Unit, minutes: int) -> None:
    end = due(start, days, unit, HOLIDAYS)
    now = start + timedelta(minutes=minutes)
    assume(now < end)
    assert resume(now, remaining(now, end, unit, HOLIDAYS), unit, HOLIDAYS) == end


@given(moments, lengths, st.sampled_from([CAL, WORK]), st.integers(0, 400), st.integers(0, 400))
def test_a_pause_keeps_the_time_left(start: datetime, days: int, unit: Unit, ran: int, paused: int) -> None:
    end = due(start, days, unit, HOLIDAYS)
    stop = start + timedelta(hours=ran)
    assume(stop < end)
    left = remaining(stop, end, unit, HOLIDAYS)
    again = stop + timedelta(hours=paused)
    new_end = resume(again, left, unit, HOLIDAYS)
    assert new_end >= end
    assert new_end > again
    if unit is WORK:
        assert remaining(again, new_end, unit, HOLIDAYS) == left or left == 0
    else:  # never less than was left, and more only to get past days off
        assert remaining(again, new_end, unit, HOLIDAYS) >= left


def test_a_clock_that_has_run_out_cannot_be_paused() -> None:
    end = due(shanghai("2026-06-01 09:00"), 7, CAL, HOLIDAYS)
    with pytest.raises(ValueError, match="ended"):
        remaining(end, end, CAL, HOLIDAYS)


def test_paused_on_its_last_day_a_clock_ends_on_the_day_it_resumes() -> None:
    end = due(shanghai("2026-06-01 09:00"), 7, CAL, HOLIDAYS)  # 24:00 of Monday 8 June
    left = remaining(shanghai("2026-06-08 10:00"), end, CAL, HOLIDAYS)
    assert left == 0
    assert resume(shanghai("2026-06-10 10:00"), left, CAL, HOLIDAYS) == shanghai("2026-06-11 00:00")
    assert resume(shanghai("2026-06-13 10:00"), left, CAL, HOLIDAYS) == shanghai("2026-06-16 00:00")


def test_an_extension_counts_from_the_last_day() -> None:
    end = due(shanghai("2026-06-01 09:00"), 14, CAL, HOLIDAYS)  # 24:00 of Monday 15 June
    assert extended(end, 7, CAL, HOLIDAYS) == shanghai("2026-06-23 00:00")
    assert extended(end, 3, WORK, HOLIDAYS) == shanghai("2026-06-19 00:00")


TIMES_LEFT = [
    ("2026-06-09 18:00", "2026-06-14 00:00", CAL, TimeLeft(False, 4, 6, 0)),
    ("2026-06-13 18:00", "2026-06-14 00:00", CAL, TimeLeft(False, 0, 6, 0)),
    ("2026-06-13 23:35", "2026-06-14 00:00", CAL, TimeLeft(False, 0, 0, 25)),
    ("2026-06-16 00:00", "2026-06-14 00:00", CAL, TimeLeft(True, 2, 0, 0)),
    ("2026-06-17 10:00", "2026-06-23 00:00", WORK, TimeLeft(False, 5, 14, 0, working_days=2)),  # 18 and 22 June
    ("2026-06-21 10:00", "2026-06-23 00:00", WORK, TimeLeft(False, 1, 14, 0, working_days=1)),
    ("2026-06-22 10:00", "2026-06-23 00:00", WORK, TimeLeft(False, 0, 14, 0)),  # the last day: hours
    ("2026-06-23 10:00", "2026-06-23 00:00", WORK, TimeLeft(True, 0, 10, 0)),
]


@pytest.mark.parametrize(("now", "end", "unit", "left"), TIMES_LEFT)
def test_time_left(now: str, end: str, unit: Unit, left: TimeLeft) -> None:
    assert time_left(shanghai(now), shanghai(end), unit, HOLIDAYS) == left


def independent_calendar() -> dict[date, bool]:
    """Day -> off, from the notices of 2018 to 2024 as another project transcribed them."""
    shared = Path(os.environ.get("HEJIE_SHARED_DATA", Path(__file__).parents[4] / "shared" / "data"))
    source = shared / "holidays_dev.csv"
    if not source.exists():
        pytest.skip("the independent calendar (holidays_dev.csv) is not here")
    with source.open(encoding="utf-8") as rows:
        return {date.fromisoformat(row["date"]): row["is_off"] == "1" for row in csv.DictReader(rows)}


def test_every_day_of_seven_years_agrees_with_an_independent_calendar() -> None:
    noticed = independent_calendar()
    day, differing = date(2018, 1, 1), []
    while day < date(2025, 1, 1):
        works = not noticed[day] if day in noticed else day.weekday() < 5
        if works != HOLIDAYS.is_working(day):
            differing.append(day)
        day += timedelta(days=1)
    assert differing == []


@given(
    st.datetimes(datetime(2018, 1, 1), datetime(2024, 8, 1)).map(lambda at: at.replace(tzinfo=SHANGHAI)),
    lengths,
    st.sampled_from([CAL, WORK]),
)
def test_deadlines_agree_with_an_independent_count(start: datetime, days: int, unit: Unit) -> None:
    noticed = independent_calendar()

    def works(day: date) -> bool:
        return not noticed[day] if day in noticed else day.weekday() < 5

    line = [local_day(start) + timedelta(days=n) for n in range(1, 140)]  # art. 201: from the next day
    counted = line if unit is CAL else [day for day in line if works(day)]
    last = next(day for day in line if day >= counted[days - 1] and works(day))  # art. 203
    midnight = datetime(last.year, last.month, last.day, tzinfo=SHANGHAI) + timedelta(days=1)
    assert due(start, days, unit, HOLIDAYS) == midnight


def test_a_year_without_a_notice_still_has_its_holidays_and_says_so() -> None:
    first_unknown = max(HOLIDAYS.published) + 1
    for day in statutory_holidays(first_unknown):
        assert not HOLIDAYS.is_working(day)
        assert HOLIDAYS.is_provisional(day)
    assert not HOLIDAYS.is_provisional(date(2026, 10, 1))


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_statutory_days_are_off_in_the_notices_too(year: int) -> None:
    noticed = {(day.month, day.day) for day in statutory_holidays(year)}
    assert all(not HOLIDAYS.is_working(date(year, month, day)) for month, day in noticed)


def test_publishing_a_year_replaces_the_guess() -> None:
    guess = published_holidays()
    off = date(2099, 5, 1)
    known = guess.with_overrides({date(2099, 10, 1): True, date(2099, 10, 3): False}, published=[2099])
    assert not guess.is_working(off)
    assert known.is_working(off)  # a Friday the notice did not name
    assert known.is_working(date(2099, 10, 3))  # a Saturday it made a working day
    assert not known.is_provisional(off)


def test_an_override_wins_over_the_notice() -> None:
    ruled = HOLIDAYS.with_overrides({date(2026, 6, 18): True, date(2026, 6, 19): False})
    assert not ruled.is_working(date(2026, 6, 18))
    assert ruled.is_working(date(2026, 6, 19))
    assert HOLIDAYS.is_working(date(2026, 6, 18))
