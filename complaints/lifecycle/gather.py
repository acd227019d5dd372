"""gather: lock cases and read all a decision may depend on, in a fixed number of queries for one or five hundred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, QuerySet, Sum
from django.db.models.functions import JSONObject

from accounts.prepared import AnyOf, Prepared
from accounts.switchboard import fact
from complaints.clocks.calendar import Unit
from complaints.clocks.correction import Counted
from complaints.clocks.queries import load_holidays, load_rule_sets
from complaints.lifecycle.clockkinds import ClockKind
from complaints.lifecycle.decide import Law, rows_for
from complaints.lifecycle.facts import CaseFacts, ClockFacts
from complaints.lifecycle.states import Outcome, State, Who
from complaints.lifecycle.transitions import TRANSITIONS
from complaints.models.case import Case
from complaints.models.clock import Clock

_PLAIN = (
    "id", "complaint_id", "number", "tier", "version", "seq", "state_since", "closed_at", "merchant_id", "joined",
    "notice_proven_at", "answered_at", "open_offer_id", "claimed_done", "body_id", "body_reason", "mediator_id",
    "department_id", "court_id", "code", "extended", "bounces", "returns", "info_rounds", "reopened", "pressure_at",
    "agreed_fen", "recovered_fen", "procedure", "rule_set_id", "filed_at", "claimed_fen", "intake_body_id",
)  # fmt: skip
_FIELDS = (
    *_PLAIN, "state", "outcome", "head", "public_id", "complaint__user_id", "complaint__complainant__identity_verified_at",
)  # fmt: skip


BASIS = ("value", "counted_from", "counted_days", "counted_unit")
CASES: Prepared[tuple[Any, ...]] = Prepared(
    lambda: Case.objects.filter(AnyOf("pk", "ids", BigIntegerField())).order_by("pk").values_list(*_FIELDS)
)
_CLOCK = ("id", "kind", "started_at", "due", "paused_at", "days_left", "unit", *BASIS)
CLOCKS: Prepared[tuple[Any, ...]] = Prepared(
    lambda: (
        Clock.objects.filter(AnyOf("case_id", "ids", BigIntegerField()), fired_at=None, stopped_at=None)
        .order_by("due", "id")
        .values_list("case_id", *_CLOCK)
    )
)


def law() -> Law:
    """Rule sets and calendar as they stand now; load once for a whole batch."""
    return Law({rule_set.id: rule_set for rule_set in load_rule_sets()}, load_holidays())


def lock(case_ids: Sequence[int], *, skip_locked: bool = False, limit: int | None = None) -> list[int]:
    """Lock cases in id order (the order everywhere: case, then clock) and return those that were got."""
    rows = (
        Case.objects.filter(pk__in=case_ids)
        .order_by("pk")
        .select_for_update(of=("self",), skip_locked=skip_locked, no_key=True)
        .values_list("pk", flat=True)
    )
    return list(rows[:limit] if limit else rows)


def read(case_ids: Sequence[int]) -> dict[int, CaseFacts]:
    """The cases with their open clocks: two queries."""
    clocks = _open_clocks(case_ids)
    found = {}
    for values in CASES.all(ids=list(case_ids)):
        row = dict(zip(_FIELDS, values, strict=True))
        found[row["id"]] = _facts(row, clocks[row["id"]])
    return found


def facts_of(case: Case, clocks: Sequence[ClockFacts]) -> CaseFacts:
    """The same of a case that a page has read with complaint, complainant and `open_clocks`: no query."""
    row = {name: getattr(case, name) for name in (*_PLAIN, "state", "outcome", "head", "public_id")}
    row["complaint__user_id"] = case.complaint.user_id
    row["complaint__complainant__identity_verified_at"] = case.complaint.complainant.identity_verified_at
    return _facts(row, clocks)


def _facts(row: Mapping[str, Any], clocks: Sequence[ClockFacts]) -> CaseFacts:
    return CaseFacts(
        **{name: row[name] for name in _PLAIN},
        state=State.of(row["state"]),
        outcome=Outcome.of(row["outcome"]) if row["outcome"] else None,
        head=bytes(row["head"]),
        public_id=str(row["public_id"]),
        user_id=row["complaint__user_id"],
        identity_verified=row["complaint__complainant__identity_verified_at"] is not None,
        clocks=tuple(clocks),
    )


def open_clocks(*, deciding: bool = False) -> QuerySet[Any, Any]:
    """The open clocks of an outer query's case as JSON, for one of its columns; `deciding`: without the side clocks."""
    clocks = Clock.objects.filter(case_id=OuterRef("pk"), fired_at=None, stopped_at=None)
    if deciding:
        clocks = clocks.exclude(kind__in=[kind.value for kind in ClockKind if kind.side])
    return clocks.order_by("due", "id").values(json=JSONObject(**{name: F(name) for name in _CLOCK}))


def clock_of(row: Mapping[str, Any]) -> ClockFacts:
    """A clock that came as JSON with its case."""
    moments = {
        name: None if row[name] is None else datetime.fromisoformat(row[name])
        for name in ("started_at", "due", "paused_at", "counted_from")
    }
    return _clock({**row, **moments})


def _clock(row: Mapping[str, Any]) -> ClockFacts:
    counted = counted_from(row["started_at"], row["unit"], *(row[name] for name in BASIS))
    return ClockFacts(
        row["id"], ClockKind.of(row["kind"]), row["started_at"], row["due"], row["paused_at"], row["days_left"],
        row["unit"] or "calendar", counted,
    )  # fmt: skip


def _open_clocks(case_ids: Sequence[int]) -> defaultdict[int, list[ClockFacts]]:
    clocks: defaultdict[int, list[ClockFacts]] = defaultdict(list)
    for case_id, *row in CLOCKS.all(ids=list(case_ids)):
        clocks[case_id].append(_clock(dict(zip(_CLOCK, row, strict=True))))
    return clocks


def counted_from(
    started: datetime, unit: str, value: int | None, again: datetime | None, days: int | None, days_unit: str
) -> Counted | None:
    """What the end of a clock was counted from, of its columns; None when a person named the day."""
    if again is not None:
        return None if days is None else Counted(again, days, Unit(days_unit))
    return None if value is None else Counted(started, value, Unit(unit or Unit.CALENDAR))


def with_answers(
    cases: Mapping[int, CaseFacts], asks: Mapping[int, Iterable[str]], now: datetime
) -> dict[int, CaseFacts]:
    """The cases with what higher floors know of them, each question asked once for all that need it."""
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for case_id, names in asks.items():
        for name in names:
            wanted[name].append(case_id)
    answers: dict[int, dict[str, Any]] = {case_id: {} for case_id in cases}
    for name, ids in wanted.items():
        for case_id, answer in fact(f"lifecycle.{name}")(ids, now).items():
            answers[case_id][name] = answer
    return {
        case_id: replace(case, more=answers[case_id]) if answers[case_id] else case for case_id, case in cases.items()
    }


def asked_by(action: str, state: State | None) -> tuple[str, ...]:
    """The facts an action needs from a state."""
    return tuple(dict.fromkeys(name for row in rows_for(action, state) for name in row.asks))


def asked_from(state: State | None, who: frozenset[Who]) -> tuple[str, ...]:
    """The facts that people in these relations need to know what they may do from a state; mostly none."""
    rows = (row for row in TRANSITIONS if row.leaves(state) and who & frozenset(row.who))
    return tuple(dict.fromkeys(name for row in rows for name in row.asks))


def with_siblings(case: CaseFacts) -> CaseFacts:
    """What siblings have already brought back of the same loss."""
    total = Case.objects.filter(complaint_id=case.complaint_id).exclude(pk=case.id).aggregate(sum=Sum("recovered_fen"))
    return replace(case, recovered_by_siblings_fen=total["sum"] or 0)
