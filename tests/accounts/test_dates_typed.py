"""Dates as people type them, as one table; today is 11 June 2026."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from accounts.forms.dates import NotADate, parse_date
from accounts.forms.fields import FutureDateField, PastDateField

TODAY = date(2026, 6, 11)
UNDERSTOOD = [
    ("2026-06-20", date(2026, 6, 20)),
    ("2026/6/2", date(2026, 6, 2)),
    ("2026.6.2", date(2026, 6, 2)),
    ("20260602", date(2026, 6, 2)),
    ("２０２６年６月２日", date(2026, 6, 2)),
    ("2026年6月2号", date(2026, 6, 2)),
    ("2026 年 6 月 2 日", date(2026, 6, 2)),
    ("26-6-2", date(2026, 6, 2)),
    ("6月10日", date(2026, 6, 10)),
    ("6月11日", date(2026, 6, 11)),
    ("6月12日", date(2025, 6, 12)),  # not here yet: last year's
    ("12-31", date(2025, 12, 31)),
    ("三月二日", date(2026, 3, 2)),
    ("十二月三十一号", date(2025, 12, 31)),
    ("去年6月20日", date(2025, 6, 20)),
    ("今年3月2日", date(2026, 3, 2)),
    ("昨天", date(2026, 6, 10)),
    ("2月29日", date(2024, 2, 29)),
]


@pytest.mark.parametrize(("typed", "day"), UNDERSTOOD)
def test_understood(typed: str, day: date) -> None:
    assert parse_date(typed, today=TODAY) == day


@pytest.mark.parametrize("typed", ["2026-02-30", "2026-13-01", "六月的一天", "20260631", "", "0000-01-01", "1.2万"])
def test_refused(typed: str) -> None:
    with pytest.raises(NotADate):
        parse_date(typed, today=TODAY)


def test_without_a_year_a_promise_looks_ahead() -> None:
    assert parse_date("6月20日", today=TODAY, ahead=True) == date(2026, 6, 20)
    assert parse_date("6月1日", today=TODAY, ahead=True) == date(2027, 6, 1)


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused(typed: str) -> None:
    try:
        assert isinstance(parse_date(typed, today=TODAY), date)
    except NotADate:
        pass


@time_machine.travel("2026-06-10T17:00:00Z", tick=False)  # 01:00 on the 11th in Shanghai
def test_fields_know_today_in_shanghai() -> None:
    past, future = PastDateField(), FutureDateField()
    assert past.clean("2026-06-11") == future.clean("今天") == TODAY
    for field, typed, code in [
        (past, "2026-06-12", "future"),
        (past, "1926-06-12", "too_early"),
        (past, "x" * 10_000, "unclear"),
        (future, "2026-06-10", "past"),
        (future, "2099-06-10", "too_late"),
        (future, "", "required"),
    ]:
        with pytest.raises(ValidationError) as refused:
            field.clean(typed)
        assert refused.value.code == code
