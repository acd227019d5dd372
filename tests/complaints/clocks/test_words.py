"""Deadlines in words, in both languages."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import translation

from complaints.clocks.calendar import SHANGHAI, TimeLeft
from complaints.templatetags.clocks import due_date_in_words, due_for_machines, time_left_in_words


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


LEFT = [
    (TimeLeft(False, 4, 6, 30), "还有4天6小时", "4 days 6 hours left"),
    (TimeLeft(False, 1, 0, 30), "还有1天", "1 day left"),
    (TimeLeft(False, 0, 6, 10), "还有6小时", "6 hours left"),
    (TimeLeft(False, 0, 0, 25), "还有25分钟", "25 minutes left"),
    (TimeLeft(False, 0, 0, 0), "还有不到1分钟", "less than a minute left"),
    (TimeLeft(False, 5, 14, 0, working_days=2), "还有2个工作日", "2 working days left"),
    (TimeLeft(True, 2, 3, 0), "已逾期2天", "2 days overdue"),
    (TimeLeft(True, 0, 3, 0), "已逾期3小时", "3 hours overdue"),
    (TimeLeft(True, 0, 0, 0), "时间已到", "time is up"),
]


@pytest.mark.parametrize(("left", "chinese", "english"), LEFT)
def test_time_left(left: TimeLeft, chinese: str, english: str) -> None:
    with translation.override("zh-hans"):
        assert time_left_in_words(left) == chinese
    with translation.override("en"):
        assert time_left_in_words(left) == english


DATES = [
    ("2026-06-16 00:00", "6月15日（周一）24:00", "Mon 15 June, 24:00"),  # midnight closes the day before
    ("2026-06-16 14:30", "6月16日（周二）14:30", "Tue 16 June, 14:30"),
    ("2027-01-01 00:00", "12月31日（周四）24:00", "Thu 31 December, 24:00"),  # still this year
    ("2027-01-05 00:00", "2027年1月4日（周一）24:00", "Mon 4 January 2027, 24:00"),
]


@pytest.mark.parametrize(("due", "chinese", "english"), DATES)
def test_due_date(due: str, chinese: str, english: str) -> None:
    now = shanghai("2026-06-10 09:00")
    with translation.override("zh-hans"):
        assert due_date_in_words(shanghai(due), now) == chinese
    with translation.override("en"):
        assert due_date_in_words(shanghai(due), now) == english


def test_for_machines() -> None:
    assert due_for_machines(shanghai("2026-06-16 00:00")) == "2026-06-15T23:59+0800"
