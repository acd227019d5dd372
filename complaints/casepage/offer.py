"""The offer table: each demand, what is asked, what is offered, and the merchant's word on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.wording.money import yuan
from accounts.wording.times import day_words
from complaints.models import DemandKind, DisputeReason, Response

TURN = {Response.AGREE.value: "done", Response.PROPOSE.value: "you", Response.DISPUTE.value: "late"}


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A row as <c-offer-table> draws it."""

    name: str
    asked: str
    given: str = ""
    turn: str = ""
    word: str = ""
    why: str = ""


def demand_name(row: Mapping[str, Any]) -> str:
    """What a demand is called: the consumer's words, else its kind."""
    return row["title"] or str(DemandKind(row["kind"]).label)


def offer_rows(
    demands: Sequence[Mapping[str, Any]], offer: Sequence[Mapping[str, Any]], now: datetime
) -> list[OfferRow]:
    """Demands with the open offer beside them; without an offer, how each was computed."""
    answers = {line["demand_id"]: line for line in offer}
    rows = []
    for demand in demands:
        asked = yuan(demand["amount_fen"]) if demand["amount_fen"] else pgettext("apology", "wanted")
        line = answers.get(demand["id"])
        if line is None:
            rows.append(OfferRow(demand_name(demand), asked, why=demand["computed"] or ""))
            continue
        word = {
            Response.AGREE.value: _("Agreed"),
            Response.PROPOSE.value: _("Another offer"),
            Response.DISPUTE.value: _("Refused"),
        }[line["response"]]
        rows.append(OfferRow(demand_name(demand), asked, _given(line), TURN[line["response"]], word, _why(line, now)))
    return rows


def _given(line: Mapping[str, Any]) -> str:
    if line["response"] == Response.DISPUTE.value:
        return _("not given")
    return yuan(line["amount_fen"]) if line["amount_fen"] else _("given")


def _why(line: Mapping[str, Any], now: datetime) -> str:
    parts = []
    if line["due_on"] and line["response"] != Response.DISPUTE.value:
        parts.append(_("by %(day)s") % {"day": day_words(date.fromisoformat(line["due_on"]), now=now)})
    reason = line["reason"] or (str(DisputeReason(line["reason_code"]).label) if line["reason_code"] else "")
    if reason:
        parts.append(_("reason: %(reason)s") % {"reason": reason})
    return _("; ").join(parts)
