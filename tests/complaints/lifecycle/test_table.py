"""The table itself: reachable, with a way out, with words, and nothing that only looks like a rule (STYLE 7)."""

import re

import pytest
from django.utils import translation

from complaints.clocks.rules import RuleName
from complaints.lifecycle.clockkinds import ClockKind
from complaints.lifecycle.decide import BY_ACTION, firing_row
from complaints.lifecycle.states import KEEP_TIER, Holder, Procedure, RefusalCode, State, Who
from complaints.lifecycle.transitions import TRANSITIONS


def starts(row) -> tuple[State | None, ...]:
    return row.froms if isinstance(row.froms, tuple) else (row.froms,)


def test_every_state_is_reachable() -> None:
    reached: set[State | None] = {None}
    while True:
        more = {row.to for row in TRANSITIONS if row.to and reached & set(starts(row))} | reached
        if more == reached:
            break
        reached = more
    assert set(State) <= reached


@pytest.mark.parametrize("state", [state for state in State if state.is_open], ids=str)
def test_every_open_state_has_a_way_out_by_a_person_and_by_the_clock(state: State) -> None:
    leaving = [row for row in TRANSITIONS if row.leaves(state) and row.to not in (None, state)]
    assert any(row.fires for row in leaving) or state in (State.T2_ASSIGNED, State.T4_FILED)
    assert leaving
    # where the clock stays, it climbs or urges: it never just falls silent
    assert any(row.fires for row in TRANSITIONS if row.leaves(state))


@pytest.mark.parametrize("state", State, ids=str)
def test_every_state_has_holder_label_and_task_in_both_languages(state: State) -> None:
    assert isinstance(state.holder, Holder)
    assert bool(state.task) == (state.holder is not Holder.NOBODY)
    for words in (state.label, state.task):
        if not words:
            continue
        with translation.override("en"):
            english = str(words)
        with translation.override("zh-hans"):
            chinese = str(words)
        assert english != chinese, f"{english!r} has no Chinese"
        assert re.search(r"[\u4e00-\u9fff]", chinese)


@pytest.mark.parametrize("kind", ClockKind, ids=str)
def test_every_clock_has_its_rule_its_promise_and_a_row_that_it_fires(kind: ClockKind) -> None:
    for procedure in Procedure:
        name = kind.rule_name(procedure.value)
        assert not name or name in set(RuleName)
    for row in TRANSITIONS:
        if kind in row.starts:
            to = row.to or next(iter(starts(row)))
            assert firing_row(kind, to), f"{row.action} starts {kind} in {to}, where it means nothing"
    with translation.override("zh-hans"):
        assert re.search(r"[\u4e00-\u9fff]", str(kind.then))


def test_every_closing_row_gives_an_honest_outcome() -> None:
    closing = [row for row in TRANSITIONS if row.to in (State.CLOSED, State.MERGED) and row.action != "reopen.lapse"]
    assert closing
    endings = {
        "solved", "unsolved", "out_of_scope", "not_a_dispute", "unknown", "unanswered", "as_evaluated", "as_refused",
        "as_withdrawn",
    }  # fmt: skip
    for row in closing:
        assert endings & {sets.__name__ for sets in row.sets}, row.action
    assert all(code.outcome for code in RefusalCode)


def test_every_row_says_its_source_and_who_may() -> None:
    for row in TRANSITIONS:
        assert row.source, row.action
        assert row.who, row.action
        assert not row.fires or Who.SYSTEM in row.who, row.action


def test_silence_never_solves_a_case() -> None:
    for row in TRANSITIONS:
        if row.fires and row.to is State.CLOSED:
            assert "solved" not in {sets.__name__ for sets in row.sets}


# A merchant comes in by its letter's code, a carrier reports a letter delivered, the calendar is published.
BY_OTHER_MEANS = {"merchant.join", "notice.prove", "deadline.corrected"}


def test_the_system_moves_a_case_only_by_a_clock_or_at_filing() -> None:
    for action, rows in BY_ACTION.items():
        if any(Who.SYSTEM in row.who for row in rows):
            assert any(row.fires for row in rows) or action in BY_OTHER_MEANS, action


def test_states_that_keep_their_tier_are_those_every_tier_can_reach() -> None:
    assert {state.value for state in KEEP_TIER} == {
        "suspended", "evaluating", "closed", "merged", "not_accepted", "review", "sent_out_of_area",
    }  # fmt: skip


@pytest.mark.parametrize("state", State, ids=str)
def test_a_clock_means_one_action_in_a_state(state: State) -> None:
    for kind in ClockKind:
        actions = {row.action for row in TRANSITIONS if kind in row.fires and row.leaves(state)}
        assert len(actions) <= 1, f"{kind} in {state} could mean {actions}"
