"""The ring's lines, its share, and the colour of a clock in a list."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from complaints.clocks.calendar import TimeLeft
from complaints.clocks.dial import share_left, turn_by_time
from complaints.templatetags.clocks import lower_line_of_ring, upper_line_of_ring

DUE = datetime(2026, 6, 15, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "upper", "lower"),
    [
        (TimeLeft(False, 4, 6, 0), "4天", "6小时"),
        (TimeLeft(False, 4, 0, 9), "4天", "剩余"),
        (TimeLeft(False, 0, 6, 5), "6小时", "剩余"),
        (TimeLeft(False, 4, 6, 0, working_days=2), "2", "工作日"),
        (TimeLeft(True, 2, 3, 0), "2天", "逾期"),
    ],
)
def test_lines_of_the_ring(left: TimeLeft, upper: str, lower: str) -> None:
    with translation.override("zh-hans"):
        assert (upper_line_of_ring(left), lower_line_of_ring(left)) == (upper, lower)


def test_share_left() -> None:
    start = DUE - timedelta(days=10)
    assert [share_left(start, DUE, DUE - timedelta(days=n)) for n in (10, 5, 0, -3)] == [100, 50, 100, 100]
    assert share_left(start, DUE, DUE - timedelta(minutes=1)) == 1


def test_colour_by_time() -> None:
    assert [turn_by_time(DUE, DUE - timedelta(days=n)) for n in (-1, 1, 2, 3)] == ["late", "late", "you", "them"]
