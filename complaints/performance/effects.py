"""Inside commit: an agreement's promises become duties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from complaints.lifecycle.facts import Decision
from complaints.models import Duty, OfferLine, Response


def write_duties(decisions: Sequence[Decision], now: datetime) -> None:
    """From the accepted offer's lines, or from the terms a mediator wrote down (details["terms"])."""
    by_offer = {d.command.details["offer_id"]: d for d in decisions if d.command.details.get("offer_id")}
    duties = []
    for line in OfferLine.objects.filter(offer_id__in=by_offer).exclude(response=Response.DISPUTE).order_by("position"):
        if line.due_on is None:  # the database refuses a promise without a day
            continue
        duties.append(
            Duty(
                case_id=by_offer[line.offer_id].before.id,
                position=line.position,
                kind=line.kind,
                title=line.title,
                amount_fen=line.amount_fen,
                due_on=line.due_on,
            )
        )
    for decision in decisions:
        for position, term in enumerate(decision.command.details.get("terms", ()), start=1):
            duties.append(
                Duty(
                    case_id=decision.before.id,
                    position=position,
                    kind=term["kind"],
                    title=term.get("title", ""),
                    amount_fen=term.get("amount_fen"),
                    due_on=date.fromisoformat(term["due_on"]),
                )
            )
    Duty.objects.bulk_create(duties)
