"""What is read from a story: guesses with the words they came from, nothing more."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.intake.computed import NoSum, check_computed, work_out
from complaints.intake.guesses import Guess, Words, read_guesses

TODAY = date(2026, 6, 8)
FITNESS = Words("fitness", ["健身服务", "年卡", "私教课", "健身房"])
FOOD = Words("food", ["食品", "外卖", "过期"])
STORY = (
    "3月2日我在清禾健身云岭路店办了一张年卡，3880元，微信付的，还送了6节私教课。"
    "5月20日门口贴了张纸。订单号：JZ-2603-118，电话13800001234。"
)


def read(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for guess in read_guesses(text, today=TODAY, objects=[FITNESS, FOOD]):
        found.setdefault(guess.key, []).append(guess.value)
    return found


def test_a_whole_story() -> None:
    assert read(STORY) == {
        "category": ["fitness"],
        "merchant": ["清禾健身云岭路店"],
        "paid": ["388000"],
        "paid_on": ["2026-03-02", "2026-05-20"],
        "order_number": ["JZ-2603-118"],
    }


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("付了1.2万元", ["1200000"]),
        ("交了３，８８０元", ["388000"]),
        ("花三千八百块", ["380000"]),
        ("¥3,880.50 到店付", ["388050"]),
        ("定金两百元，尾款800元", ["20000", "80000"]),
        ("等了3天，打了10个电话", []),
    ],
)
def test_sums(text: str, fen: list[str]) -> None:
    assert read(text).get("paid", []) == fen


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2025年12月31日买的", ["2025-12-31"]),
        ("12月31日买的", ["2025-12-31"]),
        ("昨天买的", ["2026-06-07"]),
        ("2026年12月31日到期", []),
        ("13月40日", []),
        ("去年9月1日报的名", ["2025-09-01"]),
    ],
)
def test_days_that_have_been(text: str, days: list[str]) -> None:
    assert read(text).get("paid_on", []) == days


def test_the_words_it_came_from_stand_beside_it() -> None:
    guesses = read_guesses(STORY, today=TODAY, objects=[FITNESS])
    assert Guess("category", "fitness", "“年卡”“私教课”") in guesses
    assert all(guess.why for guess in guesses)


@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    for guess in read_guesses(text, today=TODAY, objects=[FITNESS, FOOD]):
        assert guess.value


def test_emoji_by_the_thousand_are_quick_and_nothing() -> None:
    assert read("😀" * 10_000) == {}


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("3,880元 ÷ 365天 × 剩余286天", 304_022),
        ("3880÷365×286", 304_022),
        ("(3880-200)×50%", 184_000),
        ("（1,200＋300）÷2 = 750", 75_000),
        ("100 - 30", 7_000),
    ],
)
def test_a_sum_is_worked_out(typed: str, fen: int) -> None:
    assert work_out(typed) == fen


@pytest.mark.parametrize("typed", ["", "3880", "3880÷0", "一半", "3880 365", "((1+2", "1+", "2-3"])
def test_what_is_no_sum_is_left_alone(typed: str) -> None:
    with pytest.raises(NoSum):
        work_out(typed)
    assert check_computed(typed, 100) == ""


@given(st.text(alphabet="0123456789+-*/()×÷%.,元 ", max_size=60))
def test_no_sum_makes_it_fail(typed: str) -> None:
    check_computed(typed, 100)


def test_theirs_and_ours_are_compared() -> None:
    assert "3,040.22元" in check_computed("3880÷365×286", 304_022)
    assert "核对" in check_computed("3880÷365×286", 300_000)
