"""sweep: what silence does. Every clock that has run out moves its case by the same decide and the same commit."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from complaints.lifecycle import gather
from complaints.lifecycle.commit import commit
from complaints.lifecycle.decide import Law, decide, firing_row
from complaints.lifecycle.facts import CaseFacts, ClockFacts, Command, Decision, Refused
from complaints.lifecycle.states import Who
from complaints.models.clock import Clock

log = logging.getLogger(__name__)

BATCH = 500
POOL = 4 * BATCH  # so that two sweeps side by side do not both look at the same locked cases only
RETRY = timedelta(minutes=10)
# What a broken case can raise in pure code; anything else is a fault of the house and stops the sweep.
BROKEN = (Refused, LookupError, ValueError, TypeError, ArithmeticError)


@dataclass(frozen=True, slots=True)
class Swept:
    """How many clocks fired, and how many could not act and were put aside."""

    fired: int = 0
    failed: int = 0

    def __add__(self, other: Swept) -> Swept:
        return Swept(self.fired + other.fired, self.failed + other.failed)


def sweep(now: datetime, *, batch: int = BATCH) -> Swept:
    """Fire every clock due at `now`, oldest first, until none is left. Late or run twice, it changes nothing more."""
    law = gather.law()
    total = Swept()
    while True:
        pool = list(dict.fromkeys(_due(now).values_list("case_id", flat=True)[:POOL]))
        if not pool:
            return total
        done = _sweep_some(pool, law, now, batch)
        if done is None:  # every case of the pool is being worked on by somebody else: the next minute finds the rest
            return total
        total += done


def _due(now: datetime):  # type: ignore[no-untyped-def]  # a queryset of Clock
    """Open clocks that have run out and are not waiting to be tried again."""
    return Clock.objects.filter(
        Q(retry_at=None) | Q(retry_at__lte=now), due__lte=now, fired_at=None, stopped_at=None, paused_at=None
    ).order_by("due", "id")


def _sweep_some(pool: Sequence[int], law: Law, now: datetime, batch: int) -> Swept | None:
    """One batch in one transaction; when the database refuses it, the two halves, down to the one bad case."""
    try:
        with transaction.atomic():
            ids = gather.lock(pool, skip_locked=True, limit=batch)
            return _fire(ids, law, now) if ids else None
    except DatabaseError as error:
        ids = sorted(pool)[:batch]
        if len(ids) == 1:
            return _put_aside({ids[0]: error}, now)
        middle = len(ids) // 2
        halves = [_sweep_some(half, law, now, batch) for half in (ids[:middle], ids[middle:])]
        return sum((half for half in halves if half is not None), Swept())


def _fire(ids: Sequence[int], law: Law, now: datetime) -> Swept:
    """Decide for each locked case, commit the good ones together, put the bad ones aside."""
    cases = gather.read(ids)
    first = {id_: clock for id_, case in cases.items() if (clock := _first_due(case, now))}
    asks = {id_: _asks(cases[id_], clock) for id_, clock in first.items()}
    cases = gather.with_answers(cases, asks, now)
    decisions: list[Decision] = []
    bad: dict[int, Exception] = {}
    for id_, clock in first.items():
        try:
            decisions.append(decide(cases[id_], _command(cases[id_], clock), law, now))
        except BROKEN as error:
            bad[id_] = error
    commit(decisions)
    return Swept(fired=len(decisions)) + _put_aside(bad, now)


def _first_due(case: CaseFacts, now: datetime) -> ClockFacts | None:
    """The oldest clock that has run out; the case's others follow in the next round, if they still run then."""
    return next((clock for clock in case.clocks if clock.running and clock.due <= now), None)


def _asks(case: CaseFacts, clock: ClockFacts) -> tuple[str, ...]:
    row = firing_row(clock.kind, case.state)
    return gather.asked_by(row.action, case.state) if row else ()


def _command(case: CaseFacts, clock: ClockFacts) -> Command:
    row = firing_row(clock.kind, case.state)
    if row is None:
        raise LookupError(f"clock {clock.kind} means nothing in state {case.state}")
    return Command(row.action, frozenset({Who.SYSTEM}), clock=clock)


def _put_aside(bad: dict[int, Exception], now: datetime) -> Swept:
    """Write the error on the due clocks of these cases and try again later; the queue behind them goes on."""
    for case_id, error in bad.items():
        log.error("clock of case %s could not act: %s", case_id, type(error).__name__)
        _due(now).filter(case_id=case_id).update(
            error=_("%(kind)s, see the log") % {"kind": type(error).__name__}, retry_at=now + RETRY
        )
    return Swept(failed=len(bad))
