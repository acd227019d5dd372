"""Dates and sums as official Chinese writes them."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.wording import capital_yuan, chinese_date, chinese_time, yuan


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "人民币零元整"),
        (5, "人民币伍分"),
        (50, "人民币伍角整"),
        (328000, "人民币叁仟贰佰捌拾元整"),
        (140950, "人民币壹仟肆佰零玖元伍角整"),  # 支付结算办法: a 0 in the middle
        (600714, "人民币陆仟零柒元壹角肆分"),  # two zeros, one 零
        (1640902, "人民币壹万陆仟肆佰零玖元零贰分"),  # no 角: 零 before 分
        (32504, "人民币叁佰贰拾伍元零肆分"),
        (10050000, "人民币壹拾万零伍佰元整"),
        (10000100000, "人民币壹亿零壹仟元整"),
        (1000000000000, "人民币壹佰亿元整"),
        (1000000, "人民币壹万元整"),
        (1000010, "人民币壹万元壹角整"),
    ],
)
def test_sums_in_capitals(fen: int, words: str) -> None:
    assert capital_yuan(fen) == words


_VALUE = {digit: n for n, digit in enumerate("零壹贰叁肆伍陆柒捌玖")}
_UNIT = {"拾": 10, "佰": 100, "仟": 1000}


def _read(words: str) -> int:
    """An independent reader of capital sums: fen."""
    whole, _, rest = words.removeprefix("人民币").removesuffix("整").rpartition("元")
    total = group = digit = 0
    for c in whole:
        if c in _VALUE:
            digit = _VALUE[c]
        elif c in _UNIT:
            group, digit = group + digit * _UNIT[c], 0
        elif c == "万":
            total, group, digit = total + (group + digit) * 10**4, 0, 0
        elif c == "亿":
            total, group, digit = (total + group + digit) * 10**8, 0, 0
    fen = (total + group + digit) * 100
    for c, following in pairwise(rest):
        if following in "角分":
            fen += _VALUE[c] * (10 if following == "角" else 1)
    return fen


@given(st.integers(0, 10**13 - 1))
def test_what_is_written_can_be_read_back(fen: int) -> None:
    assert _read(capital_yuan(fen)) == fen


@pytest.mark.parametrize("fen", [-1, 10**18])
def test_sums_that_cannot_be_written_are_refused(fen: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        capital_yuan(fen)


def test_sums_in_figures() -> None:
    assert yuan(328000) == "3,280.00元"
    assert yuan(-5) == "-0.05元"


def test_dates_are_those_of_china() -> None:
    late = datetime(2026, 3, 1, 16, 5, tzinfo=UTC)  # 00:05 of the next day in Shanghai
    assert chinese_date(late) == "2026年3月2日"
    assert chinese_date(date(2026, 11, 24)) == "2026年11月24日"
    assert chinese_time(late) == "2026年3月2日0时05分"
    with pytest.raises(ValueError, match="zone"):
        chinese_date(datetime(2026, 3, 1))
