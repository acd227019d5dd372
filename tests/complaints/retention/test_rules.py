"""When a complaint's time is over. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.clocks.calendar import Holidays, Unit
from complaints.clocks.rules import Kind, Rule, RuleName, RuleSet
from complaints.retention.rules import KeptCase, verdict

HOLIDAYS = Holidays(frozenset(), frozenset(), frozenset(range(2020, 2060)))
CLOSED = datetime(2026, 6, 10, 4, tzinfo=UTC)


def rules(talks: int = 3, file: int = 10) -> RuleSet:
    both = {RuleName.RETENTION_TALKS: talks, RuleName.RETENTION_FILE: file}
    return RuleSet(
        1, "x", "x", "", date(2020, 1, 1), None,
        {name: Rule(name, years, Unit.YEAR, Kind.RETENTION, "x") for name, years in both.items()},
    )  # fmt: skip


def case(tier: int = 1, closed: datetime | None = CLOSED, *holds: str) -> KeptCase:
    return KeptCase(1, tier, closed, rules(), holds)


@pytest.mark.parametrize(
    ("cases", "ends"),
    [
        ([case()], "2029-06-11"),  # 24:00 of 2029-06-10, a Sunday: of the Monday after
        ([case(2)], "2036-06-10"),
        ([case(4)], "2036-06-10"),
        ([case(), case(2)], "2036-06-10"),  # one story: what a body has a file of keeps the rest
        ([case(), case(1, CLOSED + timedelta(days=365))], "2030-06-10"),
        ([case(), case(1, None)], ""),
    ],
)
def test_the_last_case_decides(cases: list[KeptCase], ends: str) -> None:
    found = verdict(cases, HOLIDAYS)
    if not ends:
        assert found.ends is None
        assert not found.is_due(CLOSED + timedelta(days=20_000))
        return
    assert found.ends is not None
    assert (found.ends - timedelta(seconds=1)).astimezone(UTC) < found.ends
    day = (found.ends + timedelta(hours=8) - timedelta(seconds=1)).date()
    assert day.isoformat() == ends
    assert found.is_due(found.ends)
    assert not found.is_due(found.ends - timedelta(seconds=1))


def test_a_hold_on_one_keeps_all() -> None:
    found = verdict([case(), case(1, CLOSED, "court")], HOLIDAYS)
    assert found.holds == ("court",)
    assert not found.is_due(CLOSED + timedelta(days=20_000))


def test_without_a_rule_nothing_goes() -> None:
    bare = RuleSet(1, "x", "x", "", date(2020, 1, 1), None, {})
    found = verdict([case(), KeptCase(1, 1, CLOSED, bare)], HOLIDAYS)
    assert not found.is_due(CLOSED + timedelta(days=20_000))


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3_000), st.booleans()), min_size=1, max_size=4),
    st.integers(0, 9_000),
)
def test_nothing_goes_before_any_of_its_cases_may(made: list[tuple[int, int, bool]], later: int) -> None:
    cases = [case(tier, CLOSED + timedelta(days=days), *(["court"] if held else [])) for tier, days, held in made]
    now = CLOSED + timedelta(days=later)
    alone = [verdict([each], HOLIDAYS).is_due(now) for each in cases]
    assert verdict(cases, HOLIDAYS).is_due(now) == all(alone)
