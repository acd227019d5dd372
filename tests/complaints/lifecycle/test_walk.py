"""Hypothesis walks the pure lifecycle: no step of any life leaves a case stuck, silent, or moved by the wrong hand."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from complaints.clocks.calendar import Unit
from complaints.clocks.correction import Counted
from complaints.lifecycle.clockkinds import ClockKind
from complaints.lifecycle.commit import main_clock
from complaints.lifecycle.decide import BY_ACTION, decide, firing_row
from complaints.lifecycle.facts import CaseFacts, ClockFacts, Command, Decision, Refused
from complaints.lifecycle.states import Evaluation, RefusalCode, State, TerminationCode, Who, Withdrawal
from complaints.lifecycle.transitions import TRANSITIONS
from tests.complaints.lifecycle.lawbook import NOW, reference_law

LAW = reference_law()
PEOPLE = [who for who in Who if who is not Who.SYSTEM]
ACTIONS = sorted(BY_ACTION.keys() - {"file", "court.delegate"})
IN_AREA = {"body": {"id": 1, "reason": {}}, "superior": {"id": 2, "reason": {}}, "home_body": {"id": 3, "reason": {}},
           "confirmation": {"eligible": True, "court_id": 9}}  # fmt: skip
OUTSIDE = {"body": None, "superior": None, "home_body": None, "confirmation": {"eligible": False}}


@st.composite
def details(draw) -> dict:
    """What forms bring, right or missing."""
    soon = (NOW + timedelta(days=400)).isoformat()
    keys = {
        "offer_id": st.integers(1, 9), "due": st.just(soon), "until": st.just(soon),
        "agreed_fen": st.integers(0, 10**6),
        "code": st.sampled_from([*(c.value for c in RefusalCode), *(c.value for c in TerminationCode), "nonsense"]),
        "merchant_id": st.integers(1, 5), "joined": st.booleans(), "body_id": st.integers(1, 5),
        "mediator_id": st.integers(1, 3), "department_id": st.integers(1, 3), "pack_complete": st.booleans(),
        "all_done": st.booleans(), "received_fen": st.integers(0, 10**7), "into_case_id": st.integers(1, 3),
        "evaluation": st.sampled_from([e.value for e in Evaluation]),
        "withdrawal": st.sampled_from([w.value for w in Withdrawal]),
    }  # fmt: skip
    return {name: draw(value) for name, value in keys.items() if draw(st.integers(0, 9)) > 1}


class Life(RuleBasedStateMachine):
    """One case from filing to its end, as people and clocks would drive it."""

    @initialize(matched=st.booleans(), joined=st.booleans(), inside=st.booleans(), verified=st.booleans())
    def file(self, matched: bool, joined: bool, inside: bool, verified: bool) -> None:
        self.ids = itertools.count(1)
        self.now, self.law = NOW, LAW
        self.fired_in_a_row = 0
        case = CaseFacts(
            state=None, id=7, public_id="c", number="n", rule_set_id=1, filed_at=NOW, claimed_fen=500_000,
            merchant_id=1 if matched else None, joined=matched and joined, identity_verified=verified,
            more=IN_AREA if inside else OUTSIDE,
        )  # fmt: skip
        self.case = self.after(decide(case, Command("file", frozenset({Who.CONSUMER})), LAW, self.now))

    def after(self, decision: Decision) -> CaseFacts:
        """The case as commit would leave it, clocks and all."""
        gone = {decision.fired, *decision.stop}
        paused, resumed, moved = dict(decision.pause), dict(decision.resume), dict(decision.move)
        clocks = []
        for clock in decision.before.clocks:
            if clock.id in gone:
                continue
            if clock.id in paused:
                clock = replace(clock, paused_at=self.now, days_left=paused[clock.id])
            if clock.id in resumed:
                end = resumed[clock.id]
                clock = replace(clock, paused_at=None, days_left=None, due=end.due, counted=end.counted)
            if clock.id in moved:
                end = moved[clock.id]
                assert end.due > (self.now if "moved" in decision.event else clock.due), "an extension only adds time"
                clock = replace(clock, due=end.due, counted=end.counted)
            clocks.append(clock)
        for start in decision.start:
            unit = start.unit or "calendar"
            counted = None if start.value is None else Counted(start.started_at, start.value, Unit(unit))
            clocks.append(
                ClockFacts(next(self.ids), start.kind, start.started_at, start.due, unit=unit, counted=counted)
            )
        kinds = [clock.kind for clock in clocks]
        assert len(kinds) == len(set(kinds)), f"two clocks of a kind: {kinds}"
        running = [clock.due for clock in clocks if clock.running and not clock.kind.side]
        main = main_clock(decision)
        assert (main[0] if main else None) == min(running, default=None)
        assert decision.after.seq == decision.before.seq + 1
        return replace(decision.after, clocks=tuple(clocks))

    @rule(data=st.data(), given=details(), words=st.booleans())
    def somebody_whose_turn_it_is_acts(self, data: st.DataObject, given: dict, words: bool) -> None:
        """Biased towards what is possible here, or the later tiers would hardly be walked."""
        rows = [row for row in TRANSITIONS if row.leaves(self.case.state) and set(row.who) - {Who.SYSTEM}]
        if rows:
            row = data.draw(st.sampled_from(rows))
            who = data.draw(st.sampled_from([who for who in row.who if who is not Who.SYSTEM]))
            self.somebody_acts(row.action, who, given, words)

    @rule(action=st.sampled_from(ACTIONS), who=st.sampled_from(PEOPLE), given=details(), words=st.booleans())
    def somebody_acts(self, action: str, who: Who, given: dict, words: bool) -> None:
        command = Command(action, frozenset({who}), given, {"reason": "x"} if words else {}, who.value, 1)
        try:
            decision = decide(self.case, command, self.law, self.now)
        except Refused as refused:
            assert refused.code
            assert str(refused)
            return
        rows = [row for row in BY_ACTION[action] if row.leaves(self.case.state)]
        assert any(who in row.who for row in rows), "nobody acts out of turn"
        self.case = self.after(decision)
        self.fired_in_a_row = 0

    @precondition(lambda self: any(c.running for c in self.case.clocks))
    @rule()
    def time_passes_to_the_next_deadline(self) -> None:
        clock = min((c for c in self.case.clocks if c.running), key=lambda c: (c.due, c.id))
        self.now = max(self.now, clock.due)
        row = firing_row(clock.kind, self.case.state)
        assert row, f"{clock.kind} runs in {self.case.state}, where it means nothing"
        command = Command(row.action, frozenset({Who.SYSTEM}), clock=clock)
        decision = decide(self.case, command, self.law, self.now)  # silence is never refused
        assert decision.fired == clock.id
        self.case = self.after(decision)
        self.fired_in_a_row += 1

    @rule(off=st.integers(0, 200), worked=st.integers(0, 200))
    def the_calendar_is_published(self, off: int, worked: int) -> None:
        """Some day is off after all, another is worked: deadlines move once, and by nothing but this."""
        days = {NOW.date() + timedelta(days=off): True, NOW.date() + timedelta(days=worked): False}
        self.law = replace(LAW, holidays=LAW.holidays.with_overrides(days))
        command = Command("deadline.corrected", frozenset({Who.SYSTEM}))
        state = self.case.state
        try:
            self.case = self.after(decide(self.case, command, self.law, self.now))
        except Refused as refused:
            assert refused.code in ("nothing_to_correct", "wrong_state", "closed")
            return
        assert self.case.state is state
        with pytest.raises(Refused):
            decide(self.case, command, self.law, self.now)

    @rule(days=st.integers(0, 40))
    def time_passes(self, days: int) -> None:
        """But not beyond a deadline: the sweep runs every minute."""
        until = min((c.due for c in self.case.clocks if c.running), default=None)
        then = self.now + timedelta(days=days)
        self.now = then if until is None else max(self.now, min(then, until - timedelta(seconds=1)))

    @invariant()
    def never_stuck(self) -> None:
        if not hasattr(self, "case"):
            return
        case = self.case
        assert case.state is not None
        if case.state.is_open:
            assert any(clock.running for clock in case.clocks), f"{case.state} runs no clock"
            assert case.outcome is None
            assert case.closed_at is None
        else:
            assert case.outcome is not None
            assert not [c for c in case.clocks if c.kind is not ClockKind.REOPEN]
        assert 0 <= case.recovered_fen <= 500_000
        assert case.tier in range(5)

    @invariant()
    def paused_clocks_can_resume(self) -> None:
        if not hasattr(self, "case"):
            return
        for clock in self.case.clocks:
            if not clock.running:
                resuming = [
                    r
                    for rows in BY_ACTION.values()
                    for r in rows
                    if r.leaves(self.case.state) and clock.kind in r.resumes
                ]
                assert resuming, f"{clock.kind} is paused in {self.case.state} for good"


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=60,
    stateful_step_count=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)


def test_silence_alone_ends_every_life() -> None:
    """Nobody ever answers: from every beginning the clocks alone bring the case to an end, never to "solved"."""
    for matched, joined, inside in itertools.product((True, False), repeat=3):
        life = Life()
        life.file(matched=matched, joined=joined, inside=inside, verified=False)
        steps = 0
        while any(clock.running for clock in life.case.clocks):
            life.time_passes_to_the_next_deadline()
            steps += 1
            if life.case.state is State.T2_ASSIGNED and steps > 12:
                break  # nobody in the whole tree of bodies decides: it is urged again every seven working days
            assert steps < 60, f"still {life.case.state} after {steps} deadlines"
        assert life.case.state in (State.CLOSED, State.T2_ASSIGNED)
        assert life.case.recovered_fen == 0
