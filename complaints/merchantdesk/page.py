"""What a case page shows a merchant at one moment, worked out when the template asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.actors import Actor
from accounts.permissions import may_answer_for_merchant
from accounts.wording.money import yuan
from accounts.wording.times import day_words
from complaints.lifecycle.clockkinds import ClockKind
from complaints.lifecycle.facts import CaseFacts, ClockFacts, Refused
from complaints.lifecycle.gather import clock_of
from complaints.lifecycle.perform import possible
from complaints.lifecycle.states import State, Tier, Who
from complaints.merchantdesk import queries
from complaints.merchantdesk.actions import READS_ONLY
from complaints.merchantdesk.acts import ACTS, Act
from complaints.merchantdesk.forms import demand_name
from complaints.merchantdesk.tabs import OF_STATE, Tab
from complaints.models import Case, ContactScope, DisputeReason, DutyState, Evidence, Message, Response
from complaints.timeline.lines import Line, timeline
from complaints.turns import Turn, calendar_for, deciding, turn_of

NOT_HERE = frozenset({"wrong_state", "closed", "unknown_action"})
COLOUR = {Response.AGREE.value: "done", Response.PROPOSE.value: "you", Response.DISPUTE.value: "late"}


@dataclass(frozen=True, slots=True)
class Shut:
    """An act that is not open, with the server's own reason and who may."""

    act: Act
    why: str
    who: str


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A row as <c-offer-table> draws it."""

    name: str
    asked: str
    given: str = ""
    turn: str = ""
    word: str = ""
    why: str = ""


class DeskPage:
    """One case of a merchant's desk. What is personal follows the consumer's own choice (`ContactScope`)."""

    def __init__(self, case: Case, actor: Actor, now: datetime) -> None:
        self.case: Any = case
        self.actor = actor
        self.now = now
        self.state = State.of(case.state)

    @cached_property
    def _now(self) -> tuple[CaseFacts, dict[str, Any]]:
        clocks = [clock_of(row) for row in self.case.clock_rows]
        return possible(self.case, clocks, actor=self.actor, now=self.now)

    @property
    def facts(self) -> CaseFacts:
        return self._now[0]

    @property
    def tab(self) -> Tab:
        return OF_STATE[self.state]

    @property
    def tier(self) -> str:
        return Tier(self.case.tier).label

    # ---- whose turn
    @cached_property
    def clock(self) -> ClockFacts | None:
        """The clock that decides next; it was read with the facts."""
        return deciding(self.facts.clocks)

    @cached_property
    def turn(self) -> Turn:
        """The panel on top. The calendar is read only for a clock of working days."""
        holidays = calendar_for([self.clock.unit] if self.clock else [])
        return turn_of(self.case, self.clock, viewer=self.actor, now=self.now, holidays=holidays)

    @property
    def detail(self) -> str:
        """What it is about, from whom, at which store."""
        parts = [self.case.complaint.title, self.person]
        if self.case.store is not None:
            parts.append(self.case.store.name)
        return " · ".join(parts)

    @property
    def consumer_until(self) -> datetime | None:
        """By when the consumer decides after an answer: the end of the talk between the two."""
        clock = self.facts.clock(ClockKind.TIER1)
        return clock.due if clock is not None else None

    # ---- the consumer, as far as the consumer lets the merchant see
    @property
    def shares_contact(self) -> bool:
        return bool(self.case.complaint.complainant.contact_scope == ContactScope.SHARE)

    @property
    def person(self) -> str:
        """张某; the whole name only where the consumer shares it."""
        who = self.case.complaint.complainant
        return str(who.name if self.shares_contact else who.name_masked)

    @property
    def phone(self) -> str:
        """Only where the consumer shares it; otherwise nothing is opened."""
        return str(self.case.complaint.complainant.phone or "") if self.shares_contact else ""

    @property
    def order_number(self) -> str:
        """By which the merchant finds the order in its own books."""
        return str(self.case.complaint.complainant.order_number or "")

    # ---- what is asked and answered
    @property
    def asked_fen(self) -> int:
        return sum(row["amount_fen"] or 0 for row in self.case.demand_rows)

    @property
    def asked(self) -> str:
        return yuan(self.asked_fen) if self.asked_fen else ""

    @cached_property
    def offer(self) -> list[OfferRow]:
        """The last word of either side, demand by demand."""
        answers = {line["demand_id"]: line for line in self.case.offer_rows}
        return [self._offer_row(demand, answers.get(demand["id"])) for demand in self.case.demand_rows]

    def _offer_row(self, demand: dict[str, Any], line: dict[str, Any] | None) -> OfferRow:
        asked = yuan(demand["amount_fen"]) if demand["amount_fen"] else pgettext("a demand without a sum", "wanted")
        if line is None:
            return OfferRow(demand_name(demand), asked, why=demand["computed"] or "")
        if line["response"] == Response.DISPUTE.value:
            reason = line["reason"] or (str(DisputeReason(line["reason_code"]).label) if line["reason_code"] else "")
            why = _("reason: %(reason)s") % {"reason": reason} if reason else ""
            return OfferRow(
                demand_name(demand), asked, pgettext("a demand without a sum", "not given"), "late", _("Refused"), why
            )
        word = _("Agreed") if line["response"] == Response.AGREE.value else _("Another offer")
        why = _("by %(day)s") % {"day": self._day(line["due_on"])} if line["due_on"] else ""
        given = yuan(line["amount_fen"]) if line["amount_fen"] else pgettext("a demand without a sum", "given")
        return OfferRow(demand_name(demand), asked, given, COLOUR[line["response"]], word, why)

    def _day(self, text: str) -> str:
        return day_words(date.fromisoformat(text), now=self.now)

    @property
    def given(self) -> str:
        return yuan(sum(row["amount_fen"] or 0 for row in self.case.offer_rows))

    @property
    def offer_is_ours(self) -> bool:
        return bool(self.case.offer_by == "merchant")

    @cached_property
    def duties(self) -> list[dict[str, Any]]:
        """What was agreed, duty by duty, with whether it can be reported as done."""
        return [
            {
                **row,
                "name": demand_name(row),
                "day": self._day(row["due_on"]),
                "label": DutyState(row["state"]).label,
                "turn": {"open": "you", "claimed": "them", "confirmed": "done", "breached": "late"}[row["state"]],
                "open": row["state"] == DutyState.OPEN.value and self.allows("duty.claim"),
            }
            for row in self.case.duty_rows
        ]

    # ---- what can be done
    @property
    def may_answer(self) -> bool:
        """The person's own right in the team, whatever the case allows."""
        return may_answer_for_merchant(self.actor, self.case.merchant_id)

    def refusal(self, action: str) -> Refused | None:
        """Why an action is not open now; None when it is."""
        if not self.may_answer:
            return Refused("viewer", READS_ONLY, (Who.MERCHANT,))
        each = self._now[1].get(action)
        refused: Refused | None = each.refused if each is not None else None
        return refused

    def allows(self, action: str) -> bool:
        return self.refusal(action) is None

    @property
    def can_answer(self) -> bool:
        return self.allows("answer.propose") or self.answers_late

    @property
    def answers_late(self) -> bool:
        """After the time, until a mediator accepts (FEATURES M9)."""
        return self.state is State.T2_ASSIGNED and self.allows("answer.late")

    @property
    def can_ask(self) -> bool:
        return self.allows("answer.ask_info")

    @property
    def why_no_question(self) -> str:
        """Why more cannot be asked, where an answer is possible; "" when it can or nothing is to be answered."""
        refused = self.refusal("answer.ask_info")
        return str(refused) if refused is not None and self.can_answer and not self.answers_late else ""

    @property
    def open_acts(self) -> list[Act]:
        return [act for act in ACTS if self.allows(act.action)]

    @property
    def shut(self) -> list[Shut]:
        """Acts of this point of the case that are refused, and why."""
        found = []
        for act in ACTS:
            refused = self.refusal(act.action)
            if refused is not None and refused.code not in NOT_HERE:
                who = _(", ").join(str(one.label) for one in refused.who_may)
                found.append(Shut(act, str(refused), who))
        return found

    @property
    def handler(self) -> dict[str, Any] | None:
        return self.case.handler_rows[0] if self.case.handler_rows else None

    # ---- what was said and handed in
    @cached_property
    def messages(self) -> list[Message]:
        return queries.messages_of(self.case, self.actor)

    @cached_property
    def files(self) -> list[Evidence]:
        return queries.files_of(self.case)

    @property
    def lines(self) -> list[Line]:
        """The history, with what the clock will do on top."""
        running = self.clock is not None and self.clock.paused_at is None and self.state.is_open
        coming = Line(self.clock.due, self.clock.promise, state="next") if running and self.clock else None
        return timeline(queries.events_of(self.case), reader=self.actor, coming=coming)
