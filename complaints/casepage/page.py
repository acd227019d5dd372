"""What the case page shows, worked out when the template asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.wording.money import yuan, yuan_words
from complaints.casepage import queries
from complaints.casepage.acts import BY_ACTION, BY_KEY, DECISIONS, Act
from complaints.casepage.offer import OfferRow, demand_name, offer_rows
from complaints.casepage.papers import Row, papers_of
from complaints.casepage.shown import name_of
from complaints.evidence.kinds import ACCEPT, NAMES
from complaints.lifecycle.facts import CaseFacts, ClockFacts
from complaints.lifecycle.gather import clock_of
from complaints.lifecycle.perform import possible
from complaints.lifecycle.states import State, Tier
from complaints.models import Case, ContactScope, DutyState, Evidence
from complaints.timeline.lines import Line, timeline
from complaints.turns import Turn, calendar_for, deciding, turn_of

NOT_HERE = frozenset({"wrong_state", "closed", "unknown_action", "not_your_turn"})
DUTY_TURN = {"open": "them", "claimed": "you", "confirmed": "done", "breached": "late"}
BY_DUTY = frozenset({"duty.confirm"})


@dataclass(frozen=True, slots=True)
class Shut:
    """An act that is not open, with the server's own reason."""

    act: Act
    why: str


class CasePage:
    """One case for its consumer at one moment."""

    def __init__(self, case: Case, actor: Actor, now: datetime, tab: str) -> None:
        self.case: Any = case
        self.actor = actor
        self.now = now
        self.tab = tab if tab in queries.TABS else "line"

    @cached_property
    def _now(self) -> tuple[CaseFacts, dict[str, Any]]:
        clocks = [clock_of(row) for row in self.case.clock_rows]
        return possible(self.case, clocks, actor=self.actor, now=self.now)

    @property
    def facts(self) -> CaseFacts:
        return self._now[0]

    @cached_property
    def state(self) -> State:
        return State.of(self.case.state)

    @cached_property
    def turn(self) -> Turn:
        """The panel on top. The calendar is read only for a clock of working days."""
        holidays = calendar_for([self.clock.unit] if self.clock else [])
        return turn_of(self.case, self.clock, viewer=self.actor, now=self.now, holidays=holidays)

    @cached_property
    def clock(self) -> ClockFacts | None:
        """The clock that decides next; it was read with the facts."""
        return deciding(self.facts.clocks)

    @property
    def merchant(self) -> str:
        return name_of(self.case)

    # ---- what is asked and offered
    @property
    def has_offer(self) -> bool:
        return bool(self.case.offer_rows)

    @cached_property
    def rows(self) -> list[OfferRow]:
        return offer_rows(self.case.demand_rows, self.case.offer_rows, self.now)

    @cached_property
    def sums(self) -> queries.Sum:
        return queries.sums(self.case.demand_rows, self.case.offer_rows)

    @property
    def asked(self) -> str:
        return yuan(self.sums.asked) if self.sums.asked else ""

    @property
    def given(self) -> str:
        return yuan(self.sums.given) if self.has_offer else ""

    @property
    def less(self) -> str:
        """How far the offer is from what is asked; "" when there is nothing to compare."""
        asked, given = self.sums.asked, self.sums.given
        if not self.has_offer or not asked or given >= asked:
            return ""
        share = 100 * given // asked
        return _("%(sum)s less than you ask, %(share)d%% of it.") % {"sum": yuan(asked - given), "share": share}

    @cached_property
    def duties(self) -> list[dict[str, Any]]:
        """What was agreed, duty by duty."""
        return [
            {
                **row,
                "name": demand_name(row),
                "due": date.fromisoformat(row["due_on"]),
                "turn": DUTY_TURN[row["state"]],
                "word": str(DutyState(row["state"]).label),
                "is_open": row["state"] in (DutyState.OPEN, DutyState.CLAIMED),
            }
            for row in self.case.duty_rows
        ]

    # ---- what can be done
    @cached_property
    def open_acts(self) -> list[Act]:
        possible = self._now[1]
        return [act for action, act in BY_ACTION.items() if action in possible and possible[action].allowed]

    @property
    def decisions(self) -> list[Act]:
        """The radio cards under an offer."""
        keys = {act.key for act in self.open_acts}
        return [BY_KEY[key] for key in DECISIONS if key in keys] if self.state is State.T1_CONSUMER else []

    @property
    def others(self) -> list[Act]:
        """Everything else that is open, the pressure button and withdrawal apart."""
        shown = {act.key for act in self.decisions} | {"pressure", "withdraw"}
        return [act for act in self.open_acts if act.key not in shown and act.action not in BY_DUTY]

    @property
    def shut(self) -> list[Shut]:
        """Acts of this point of the case that are refused, with the reason."""
        return [
            Shut(BY_ACTION[action], str(each.refused))
            for action, each in self._now[1].items()
            if action in BY_ACTION and each.refused is not None and each.refused.code not in NOT_HERE
            and action not in BY_DUTY and not (action == "offer.accept" and not self.has_offer)
        ]  # fmt: skip

    def why_not(self, act: Act) -> str:
        """The reason an act is not open now, with whose turn it is; "" when it is open."""
        each = self._now[1].get(act.action)
        if each is None or each.refused is None:
            return ""
        who = _(", ").join(str(one.label) for one in each.refused.who_may)
        if each.refused.code == "not_your_turn" and who:
            return _("%(why)s It is for: %(who)s.") % {"why": each.refused, "who": who}
        return str(each.refused)

    def _is_open(self, key: str) -> bool:
        return any(act.key == key for act in self.open_acts)

    @property
    def can_confirm(self) -> bool:
        return self._is_open("confirm")

    @property
    def can_withdraw(self) -> bool:
        return self._is_open("withdraw")

    @property
    def can_report_pressure(self) -> bool:
        return self._is_open("pressure") and self.case.pressure_at is None

    # ---- tabs
    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        base = reverse("complaints:case", args=[self.case.public_id])
        names = {
            "line": _("What happened"),
            "messages": _("Messages %(count)d") % {"count": self.case.message_count or 0},
            "evidence": _("Evidence %(count)d") % {"count": self.case.file_count or 0},
            "papers": _("Papers"),
        }
        return [
            (name, f"{base}?tab={key}#tabs" if key != "line" else f"{base}#tabs", key == self.tab)
            for key, name in names.items()
        ]

    @property
    def lines(self) -> list[Line]:
        """The history, with what the clock will do on top."""
        running = self.clock is not None and self.clock.paused_at is None and self.state.is_open
        coming = Line(self.clock.due, self.clock.promise, state="next") if running and self.clock else None
        extra = [Line(self.case.read_at, _("The merchant saw your complaint"))] if self.case.read_at else []
        return timeline(queries.events_of(self.case), reader=self.actor, extra=extra, coming=coming)

    @property
    def messages(self) -> list[dict[str, Any]]:
        """What was said, oldest first; people of a house speak as the house."""
        names = {
            "merchant": self.merchant,
            "body": str(self.case.body or _("Association")),
            "mediator": _("Mediator"),
        }
        return [
            {
                "who": _("You") if row.author_id == self.actor.user_id else names.get(row.by, row.by),
                "mine": row.author_id == self.actor.user_id,
                "at": row.at,
                "text": row.text,
                "only_body": row.only_body,
            }
            for row in queries.messages_of(self.case, self.actor)
        ]

    @cached_property
    def files(self) -> list[Evidence]:
        return queries.files_of(self.case)

    # ---- aside
    @property
    def tier(self) -> str:
        return Tier(self.case.tier).label

    @property
    def paid(self) -> str:
        return yuan(self.case.complaint.paid_fen)

    @property
    def detail(self) -> str:
        """What happened last, in a sentence under the title: the sum on the table, or the sum agreed."""
        if self.has_offer and self.sums.given:
            return _("%(merchant)s offers %(sum)s") % {"merchant": self.merchant, "sum": yuan_words(self.sums.given)}
        if self.case.agreed_fen:
            return _("Agreed: %(sum)s") % {"sum": yuan_words(self.case.agreed_fen)}
        if self.state is State.CLOSED and self.case.recovered_fen:
            return _("%(sum)s received") % {"sum": yuan_words(self.case.recovered_fen)}
        return ""

    @property
    def seen_by_merchant(self) -> str:
        """What the other side sees of the consumer."""
        person = self.case.complaint.complainant
        if person.contact_scope == ContactScope.SHARE and person.phone_masked:
            return _("%(name)s, telephone ending %(end)s") % {
                "name": person.name_masked,
                "end": person.phone_masked[-4:],
            }
        return _("%(name)s, no telephone") % {"name": person.name_masked}

    @property
    def publication_consented(self) -> bool:
        complaint = self.case.complaint
        return complaint.consents_to_publication_at is not None and complaint.publication_revoked_at is None

    @cached_property
    def papers(self) -> list[Row]:
        return papers_of(self.case)

    @property
    def can_have_receipt(self) -> bool:
        """Somebody has to number it."""
        return self.case.body_id is not None or self.case.intake_body_id is not None

    @property
    def names(self) -> str:
        return NAMES

    @property
    def accept(self) -> str:
        return ACCEPT
