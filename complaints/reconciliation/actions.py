"""What merchant and consumer do on tier 1: answer, accept, counter, go up. Each is one transaction with its offer."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from complaints.clocks.calendar import end_of, local_day
from complaints.lifecycle.facts import CaseFacts, Refused
from complaints.lifecycle.perform import locked, perform
from complaints.lifecycle.relations import relations
from complaints.lifecycle.states import State, Who
from complaints.models import Demand, Offer, OfferBy, OfferLine, Response


@dataclass(frozen=True, slots=True)
class Line:
    """An answer to one demand. Money in fen; a promise has a day, a refusal a reason."""

    demand_id: int
    response: str
    amount_fen: int | None = None
    due_on: date | None = None
    reason_code: str = ""
    reason: str = ""


def answer(
    *,
    case_id: int,
    actor: Actor,
    now: datetime,
    lines: Sequence[Line],
    note: str = "",
    idempotency_key: uuid.UUID | None = None,
) -> CaseFacts:
    """The merchant's answer to every demand: agree, propose or dispute, line by line.

    All agreed: an agreement. Some promised: a proposal. All disputed: a dispute. After the time is up it is a late
    answer (until mediation is accepted). Raises Refused, with the field of the line at fault.
    """
    with transaction.atomic():
        case = locked(case_id, "answer.propose", now)
        if there := _same(case, idempotency_key):
            return there
        demands = {demand.pk: demand for demand in Demand.objects.filter(case_id=case_id)}
        offer = _write_offer(case, demands, lines, OfferBy.MERCHANT, actor, now, note, idempotency_key)
        late = case.state is State.T2_ASSIGNED
        if late:
            Offer.objects.filter(pk=offer.pk).update(late=True)
        action = "answer.late" if late else _action(lines, demands)
        return perform(case_id, action, actor=actor, now=now, details=_terms(offer, lines))


def counter(
    *,
    case_id: int,
    actor: Actor,
    now: datetime,
    lines: Sequence[Line],
    note: str = "",
    idempotency_key: uuid.UUID | None = None,
) -> CaseFacts:
    """The consumer's counter-offer, line by line; the turn goes back to the merchant."""
    with transaction.atomic():
        case = locked(case_id, "offer.counter", now)
        if there := _same(case, idempotency_key):
            return there
        demands = {demand.pk: demand for demand in Demand.objects.filter(case_id=case_id)}
        offer = _write_offer(case, demands, lines, OfferBy.CONSUMER, actor, now, note, idempotency_key)
        return perform(case_id, "offer.counter", actor=actor, now=now, details={"offer_id": offer.pk})


def accept(*, case_id: int, actor: Actor, now: datetime) -> CaseFacts:
    """The consumer accepts the open offer: its promises become duties."""
    with transaction.atomic():
        case = locked(case_id, "offer.accept", now)
        if case.open_offer_id is None:
            return perform(case_id, "offer.accept", actor=actor, now=now)  # refused, with the table's own reason
        offer = Offer.objects.get(pk=case.open_offer_id)
        lines = list(offer.lines.exclude(response=Response.DISPUTE))
        return perform(case_id, "offer.accept", actor=actor, now=now, details=_terms(offer, lines))


def go_up(*, case_id: int, actor: Actor, now: datetime) -> CaseFacts:
    """The consumer has had a final answer: to mediation at once (消法 39)."""
    return perform(case_id, "final_answer", actor=actor, now=now)


def _same(case: CaseFacts, key: uuid.UUID | None) -> CaseFacts | None:
    """A form sent twice is one answer."""
    return case if key is not None and Offer.objects.filter(case_id=case.id, idempotency_key=key).exists() else None


def _action(lines: Sequence[Line], demands: dict[int, Demand]) -> str:
    responses = {line.response for line in lines}
    if responses == {Response.AGREE.value}:
        return "answer.agree"
    return "answer.dispute" if responses == {Response.DISPUTE.value} else "answer.propose"


def _terms(offer: Offer, lines: Sequence[Line] | Sequence[OfferLine]) -> dict[str, object]:
    """Id of the offer, and when it promises: the first day something is due, and all the money."""
    days = [line.due_on for line in lines if line.response != Response.DISPUTE.value and line.due_on]
    terms: dict[str, object] = {"offer_id": offer.pk, "agreed_fen": offer.total_fen}
    if days:
        terms["due"] = end_of(min(days)).isoformat()
    return terms


def _write_offer(
    case: CaseFacts,
    demands: dict[int, Demand],
    lines: Sequence[Line],
    by: OfferBy,
    actor: Actor,
    now: datetime,
    note: str,
    key: uuid.UUID | None,
) -> Offer:
    needed = Who.MERCHANT if by is OfferBy.MERCHANT else Who.CONSUMER
    if needed not in relations(actor, case):
        raise Refused("not_your_turn", _("It is not your turn."), who_may=(needed,))
    if {line.demand_id for line in lines} != set(demands):
        raise Refused("lines_missing", _("Answer every demand."), field="lines")
    total = 0
    for line in lines:
        _check(line, demands[line.demand_id], now)
        total += _sum(line, demands[line.demand_id])
    offer = Offer.objects.create(
        case_id=case.id,
        by=by,
        author_id=actor.user_id,
        at=now,
        total_fen=total,
        note=note,
        idempotency_key=key or uuid.uuid4(),
    )
    OfferLine.objects.bulk_create(
        OfferLine(
            offer=offer,
            demand_id=line.demand_id,
            position=demands[line.demand_id].position,
            kind=demands[line.demand_id].kind,
            title=demands[line.demand_id].title,
            response=line.response,
            amount_fen=_sum(line, demands[line.demand_id]) or None,
            due_on=line.due_on if line.response != Response.DISPUTE else None,
            reason_code=line.reason_code,
            reason=line.reason,
        )
        for line in lines
    )
    return offer


def _sum(line: Line, demand: Demand) -> int:
    if line.response == Response.AGREE:
        return demand.amount_fen or 0
    return (line.amount_fen or 0) if line.response == Response.PROPOSE else 0


def _check(line: Line, demand: Demand, now: datetime) -> None:
    """What a line must hold so that it could be performed, or answered."""
    field = f"line-{demand.position}"
    if line.response == Response.DISPUTE:
        if not (line.reason_code or line.reason):
            raise Refused("no_reason", _("Say why you do not agree."), field=field)
        return
    if line.due_on is None:
        raise Refused("no_due", _("Say by which day it is to be done."), field=field)
    if line.due_on < local_day(now):
        raise Refused("date_past", _("Choose a day that has not passed."), field=field)
    if line.response == Response.PROPOSE and demand.amount_fen and not line.amount_fen:
        raise Refused("no_amount", _("Fill in the amount you offer, for example 1200.00"), field=field)
