"""Money and time in words, in both languages."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from accounts.wording.money import yuan, yuan_words
from accounts.wording.times import moment_words, share_left, time_left, turn_by_time

NOW = datetime(2026, 6, 11, 10, 0, tzinfo=UTC)  # 18:00 in Shanghai
DUE = datetime(2026, 6, 15, 16, 0, tzinfo=UTC)  # 15 June, 24:00 in Shanghai


def test_money() -> None:
    assert (yuan(304022), yuan(0), yuan(-5), yuan(None)) == ("¥3,040.22", "¥0.00", "−¥0.05", "")
    with translation.override("zh-hans"):
        assert (yuan_words(380000), yuan_words(304022), yuan_words(None)) == ("3,800元", "3,040.22元", "")


@pytest.mark.parametrize(
    ("left", "chinese", "english"),
    [
        (timedelta(days=4, hours=6), "还有4天6小时", "4 days 6 hours left"),
        (timedelta(days=4), "还有4天", "4 days left"),
        (timedelta(days=30, hours=5), "还有30天", "30 days left"),
        (timedelta(hours=6, minutes=50), "还有6小时", "6 hours left"),
        (timedelta(minutes=25), "还有25分钟", "25 minutes left"),
        (timedelta(seconds=9), "还有1分钟", "1 minute left"),
        (timedelta(0), "已逾期1分钟", "1 minute overdue"),
        (-timedelta(days=2, hours=3), "已逾期2天", "2 days overdue"),
    ],
)
def test_time_left(left: timedelta, chinese: str, english: str) -> None:
    for language, words in (("zh-hans", chinese), ("en", english)):
        with translation.override(language):
            assert time_left(NOW + left, NOW).words == words


def test_working_clock_says_working_days() -> None:
    with translation.override("zh-hans"):
        left = time_left(DUE, NOW, working_days=2)
        assert (left.words, left.big, left.small) == ("还有2个工作日", "2", "工作日")


def test_midnight_is_the_end_of_the_day_before() -> None:
    with translation.override("zh-hans"):
        assert moment_words(DUE, now=NOW, with_weekday=True) == "6月15日（周一）24:00"
        assert moment_words(datetime(2026, 6, 11, 16, 0, tzinfo=UTC), now=NOW) == "今天24:00"
        assert moment_words(datetime(2027, 1, 4, 1, 30, tzinfo=UTC), now=NOW) == "2027年1月4日09:30"
    with translation.override("en"):
        assert moment_words(DUE, now=NOW, with_weekday=True) == "15 Jun (Mon) 24:00"


def test_ring_and_colour() -> None:
    start = DUE - timedelta(days=10)
    assert share_left(start, DUE, start) == 100
    assert share_left(start, DUE, DUE - timedelta(days=5)) == 50
    assert share_left(start, DUE, DUE - timedelta(minutes=1)) == 1
    assert share_left(start, DUE, DUE) == 100
    assert [turn_by_time(DUE, DUE - timedelta(days=n)) for n in (1, 2, 3)] == ["late", "you", "them"]
