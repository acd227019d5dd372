"""decide: what a command does to a case, or why not. Pure and total: no ORM, no request, no clock of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from complaints.clocks import calendar
from complaints.clocks.calendar import Holidays, Unit
from complaints.clocks.correction import Counted, corrected
from complaints.clocks.rules import RuleSet
from complaints.lifecycle.chain import event_hash
from complaints.lifecycle.clockkinds import ClockKind
from complaints.lifecycle.facts import CaseFacts, ClockFacts, ClockStart, Command, Decision, NewEnd, Refused
from complaints.lifecycle.guards import Question
from complaints.lifecycle.row import T
from complaints.lifecycle.states import KEEP_TIER, State, Who
from complaints.lifecycle.transitions import TRANSITIONS

BY_ACTION: Mapping[str, tuple[T, ...]] = {
    action: tuple(row for row in TRANSITIONS if row.action == action)
    for action in dict.fromkeys(row.action for row in TRANSITIONS)
}
# These clocks are counted from the filing, not from the moment they start (DOMAIN 3).
FROM_FILING = frozenset({ClockKind.UNJOINED_CAP})
# These only ask: nobody is told that a question comes on another day.
QUESTIONS = frozenset({ClockKind.EVALUATION_1, ClockKind.EVALUATION_7})


@dataclass(frozen=True, slots=True)
class Law:
    """The rule sets in use, by id, and the calendar."""

    rule_sets: Mapping[int, RuleSet]
    holidays: Holidays


@cache
def rows_for(action: str, state: State | None) -> tuple[T, ...]:
    """The rows of an action that start in a state. The table is constant, so the answers are kept."""
    return tuple(row for row in BY_ACTION.get(action, ()) if row.leaves(state))


def firing_row(kind: ClockKind, state: State | None) -> T | None:
    """What a clock will do at zero in this state: page, letter and machine all read it here."""
    return next((row for row in TRANSITIONS if kind in row.fires and row.leaves(state)), None)


def choose_row(case: CaseFacts, command: Command, now: datetime) -> T:
    """The first row whose actor and guards agree; raises Refused with who may and why."""
    if command.action not in BY_ACTION:
        raise Refused("unknown_action", _("There is no such action."))
    rows = rows_for(command.action, case.state)
    if not rows:
        raise _not_here(command.action, case.state)
    answers = [_refusal(row, case, command, now) for row in rows]
    for row, answer in zip(rows, answers, strict=True):
        if answer is None:
            return row
    # the row that came farthest says why: the others are other branches of the same action
    raise max((answer for answer in answers if answer is not None), key=lambda answer: answer[0])[1]


def _not_here(action: str, state: State | None) -> Refused:
    """The refusal of an action that no row of this state has."""
    may = tuple(dict.fromkeys(who for row in BY_ACTION[action] for who in row.who))
    code = "closed" if state is not None and not state.is_open else "wrong_state"
    return Refused(code, _("This is not possible at this point of the case."), who_may=may)


def _refusal(row: T, case: CaseFacts, command: Command, now: datetime) -> tuple[int, Refused] | None:
    """None when the row agrees; else how many of its questions were answered, and the refusal."""
    if not command.who & frozenset(row.who):
        return -1, Refused("not_your_turn", _("It is not your turn."), who_may=row.who)
    if command.clock is not None and row.fires and command.clock.kind not in row.fires:
        return -1, Refused("other_clock", _("That clock has nothing to do with it."), who_may=row.who)
    question = Question(case, command, now)
    for passed, guard in enumerate(row.guard):
        if refusal := guard(question):
            refusal.who_may = row.who
            return passed, refusal
    return None


def decide(case: CaseFacts, command: Command, law: Law, now: datetime) -> Decision:
    """The decision, or Refused. `case` is the case as locked; nothing is written here."""
    row = choose_row(case, command, now)
    to = row.to or case.state
    assert to is not None
    changes: dict[str, Any] = {}
    for sets in row.sets:
        changes |= sets(Question(case, command, now))
    moved = to is not case.state
    if moved:
        changes |= {"state": to, "state_since": now}
        if to not in KEEP_TIER:
            changes["tier"] = int(to.tier)
        if to in (State.CLOSED, State.MERGED):
            changes["closed_at"] = now
    clocks = _clocks(row, case, command, law, now, moved)
    event: dict[str, Any] = {
        "case": case.public_id,
        "seq": case.seq + 1,
        "at": now.isoformat(),
        "action": row.action,
        "from": case.state.value if case.state else None,
        "to": to.value,
        "actor": command.actor_kind,
        "actor_id": command.actor_id,
        **_shown(command, changes),
    }
    if command.clock is not None:
        event["clock"] = {"kind": command.clock.kind.value, "due": command.clock.due.isoformat()}
    if row.recounts:
        event["moved"] = _moved(case, clocks["move"])
    after = replace(
        case,
        **changes,
        version=case.version + 1,
        seq=case.seq + 1,
    )
    return Decision(
        before=case,
        after=after,
        command=command,
        at=now,
        event=event,
        notices=() if _only_questions(event) else _told(row),
        effects=row.effects,
        **clocks,
    )


def _told(row: T) -> tuple[tuple[str, str], ...]:
    return tuple((template, audience) for template, audiences in row.notices for audience in audiences)


def _moved(case: CaseFacts, moves: tuple[tuple[int, NewEnd], ...]) -> list[dict[str, str]]:
    """Which deadlines a correction moves, from when to when; Refused when every one ends where it should."""
    if not moves:
        raise Refused("nothing_to_correct", _("Every deadline of this case ends where the calendar puts it."))
    clocks = {clock.id: clock for clock in case.clocks}
    return [
        {"clock": clocks[id_].kind.value, "from": clocks[id_].due.isoformat(), "to": end.due.isoformat()}
        for id_, end in moves
    ]


def _only_questions(event: Mapping[str, Any]) -> bool:
    """Whether a correction moved nothing but the day of a question."""
    return "moved" in event and all(ClockKind.of(moved["clock"]) in QUESTIONS for moved in event["moved"])


def seal(decision: Decision, commitment: str | None) -> tuple[Mapping[str, Any], bytes]:
    """The event with the commitment to its personal detail, and its hash in the case's chain."""
    event = {**decision.event, "personal": commitment} if commitment else decision.event
    return event, event_hash(decision.before.head, event)


def _shown(command: Command, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Details and the changes that explain the event to a reader: ids, codes, sums; never a person's words."""
    shown: dict[str, Any] = {}
    if command.details:
        shown["details"] = {k: v for k, v in command.details.items() if _plain(v)}
    told = {
        k: (v.value if hasattr(v, "value") else v)
        for k, v in changes.items()
        if k in ("body_id", "body_reason", "mediator_id", "department_id", "court_id", "outcome", "merchant_id")
    }
    if told:
        shown["sets"] = told
    return shown


def _plain(value: object) -> bool:
    return isinstance(value, str | int | bool | list | dict) or value is None


def _clocks(row: T, case: CaseFacts, command: Command, law: Law, now: datetime, moved: bool) -> dict[str, Any]:
    """Which clocks stop, pause, resume, move and start."""
    stop, pause, resume, move = [], [], [], []
    fired = command.clock.id if command.clock is not None else None
    for clock in case.clocks:
        if clock.id == fired:
            continue
        if clock.kind in row.pauses:
            if clock.running:
                pause.append((clock.id, _left(clock, law, now)))
        elif clock.kind in row.resumes:
            if not clock.running:
                resume.append((clock.id, _resumed(clock, law, now)))
        elif clock.kind in row.stops or (moved and clock.kind not in row.keeps):
            stop.append(clock.id)
        elif clock.kind is row.extends:
            move.append((clock.id, _extended(clock, case, command, law)))
        elif row.recounts and clock.running and (end := corrected(clock.due, clock.counted, law.holidays, now)):
            move.append((clock.id, NewEnd(end, clock.counted)))
    start = tuple(_start(kind, case, command, law, now) for kind in row.starts)
    return {
        "fired": fired,
        "stop": tuple(stop),
        "pause": tuple(pause),
        "resume": tuple(resume),
        "move": tuple(move),
        "start": start,
    }


def _left(clock: ClockFacts, law: Law, now: datetime) -> int:
    """Days a paused clock keeps; one that has just run out (the sweep is on its way) keeps none."""
    return 0 if now >= clock.due else calendar.remaining(now, clock.due, Unit(clock.unit), law.holidays)


def _resumed(clock: ClockFacts, law: Law, now: datetime) -> NewEnd:
    left, unit = clock.days_left or 0, Unit(clock.unit)
    counted = None if clock.counted is None else Counted.from_resuming(now, left, unit)
    return NewEnd(calendar.resume(now, left, unit, law.holidays), counted)


def _extended(clock: ClockFacts, case: CaseFacts, command: Command, law: Law) -> NewEnd:
    """Extended to the day given, or once by the rule (tier 1: the consumer, by 7 days)."""
    until = command.details.get("until")
    if isinstance(until, str):
        return NewEnd(datetime.fromisoformat(until), None)
    rule = law.rule_sets[case.rule_set_id]["tier1_extension"]
    unit = rule.unit or Unit.CALENDAR
    due = calendar.extended(clock.due, rule.value, unit, law.holidays)
    return NewEnd(due, Counted.from_extending(clock.due, rule.value, unit))


def _start(kind: ClockKind, case: CaseFacts, command: Command, law: Law, now: datetime) -> ClockStart:
    name = kind.rule_name(case.procedure)
    if not name:  # a day somebody named: performance, promise, suspension
        day = command.details.get("due") or command.details.get("until")
        if not isinstance(day, str):
            raise Refused("no_due", _("Say by which day it is to be done."), field="due")
        return ClockStart(kind, now, datetime.fromisoformat(day), "", None, "", "")
    rule = law.rule_sets[case.rule_set_id][name]
    begin = (case.filed_at or now) if kind in FROM_FILING else now
    unit = rule.unit or Unit.CALENDAR
    return ClockStart(
        kind, begin, calendar.due(begin, rule.value, unit, law.holidays), name, rule.value, unit.value, rule.source
    )


@dataclass(frozen=True, slots=True)
class Possible:
    """An action as a person sees it: allowed, or refused with reason."""

    action: str
    refused: Refused | None

    @property
    def allowed(self) -> bool:
        return self.refused is None


_BY_PEOPLE = tuple(
    action for action, rows in BY_ACTION.items() if any(row.who != (Who.SYSTEM,) for row in rows) and action != "file"
)
# What only a form can bring: an action that lacks no more than these is offered as a button.
_FORM_BRINGS = frozenset({
    "no_offer", "no_due", "no_code", "no_body", "no_reason", "no_mediator", "no_department", "no_date", "no_answer",
    "no_evaluation", "no_merchant", "no_case", "pack_incomplete", "duties_open", "no_duty_left",
})  # fmt: skip
# offer.accept asks for an offer on the table, not for one the form brings
_NOT_BY_FORM = frozenset({("offer.accept", "no_offer"), ("mediator.appoint", "conflict")})


@cache
def _open(state: State | None) -> tuple[str, ...]:
    """The actions of people that some row of this state has."""
    return tuple(action for action in _BY_PEOPLE if rows_for(action, state))


@cache
def _shut(state: State | None) -> tuple[Possible, ...]:
    """The others, refused: they are the same for every case of the state."""
    return tuple(Possible(action, _not_here(action, state)) for action in _BY_PEOPLE if not rows_for(action, state))


def available(case: CaseFacts, who: frozenset[Who], now: datetime) -> tuple[Possible, ...]:
    """Every action a person in these relations may ever take from here, as allowed or Refused.

    Buttons, API and tooltips read it (STYLE 6). Actions only the clock takes are left out.
    """
    found = list(_shut(case.state))
    for action in _open(case.state):
        try:
            choose_row(case, Command(action, who), now)
            refused = None
        except Refused as refusal:
            by_form = refusal.code in _FORM_BRINGS and (action, refusal.code) not in _NOT_BY_FORM
            refused = None if by_form else refusal
        found.append(Possible(action, refused))
    return tuple(found)
