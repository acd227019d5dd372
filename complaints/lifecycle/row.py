"""One row of the table of transitions, and the small pure functions it may name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from complaints.lifecycle.clockkinds import ClockKind
from complaints.lifecycle.facts import Refused
from complaints.lifecycle.guards import Guard, Question
from complaints.lifecycle.states import Evaluation, Outcome, RefusalCode, State, Who, Withdrawal

Sets = Callable[[Question], Mapping[str, Any]]
From = State | tuple[State, ...] | None


@dataclass(frozen=True, slots=True)
class T:
    """action · from · to · who may · guard · clocks · notices · effects · source (ARCHITECTURE 3).

    A change of state stops every clock that is not in `keeps`, `pauses` or `resumes`; a row that stays in its state
    keeps them. `to=None` means: stays. `fires` names the clocks at whose end the system takes this row.
    """

    action: str
    froms: From
    to: State | None
    who: tuple[Who, ...] = (Who.SYSTEM,)
    guard: tuple[Guard, ...] = ()
    fires: tuple[ClockKind, ...] = ()
    starts: tuple[ClockKind, ...] = ()
    keeps: tuple[ClockKind, ...] = ()
    stops: tuple[ClockKind, ...] = ()
    pauses: tuple[ClockKind, ...] = ()
    resumes: tuple[ClockKind, ...] = ()
    extends: ClockKind | None = None
    recounts: bool = False  # every running clock ends where the calendar of today puts it
    sets: tuple[Sets, ...] = ()
    asks: tuple[str, ...] = ()  # facts of higher floors, through the switchboard
    notices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    effects: tuple[str, ...] = ()
    source: str = ""

    def leaves(self, state: State | None) -> bool:
        """Whether this row starts in that state."""
        return state in self.froms if isinstance(self.froms, tuple) else state is self.froms


# ---- what a row writes on the case -----------------------------------------------------------------------------------
def offers(q: Question) -> Mapping[str, Any]:
    """The merchant's answer lies on the table; the first one is remembered with its moment."""
    return {"open_offer_id": q.command.details.get("offer_id"), "answered_at": q.case.answered_at or q.now}


def no_offer(q: Question) -> Mapping[str, Any]:
    return {"open_offer_id": None}


def agrees(q: Question) -> Mapping[str, Any]:
    """Money agreed, in fen; nothing has been received yet."""
    return {
        "agreed_fen": q.command.details.get("agreed_fen"),
        "answered_at": q.case.answered_at or (q.now if Who.MERCHANT in q.command.who else None),
        "claimed_done": False,
    }


def binds(q: Question) -> Mapping[str, Any]:
    """The respondent is this merchant from now on."""
    details = q.command.details
    if "merchant_id" not in details:
        return {}
    return {"merchant_id": details["merchant_id"], "joined": bool(details.get("joined"))}


def joins(q: Question) -> Mapping[str, Any]:
    return {"joined": True}


def unbinds(q: Question) -> Mapping[str, Any]:
    """Not this merchant: it loses sight of the case."""
    return {
        "merchant_id": None,
        "joined": False,
        "bounces": q.case.bounces + 1,
        "open_offer_id": None,
        "answered_at": None,
        "notice_proven_at": None,
    }


def bounces(q: Question) -> Mapping[str, Any]:
    return {"bounces": q.case.bounces + 1}


def asks(q: Question) -> Mapping[str, Any]:
    return {"info_rounds": q.case.info_rounds + 1}


def noticed(q: Question) -> Mapping[str, Any]:
    return {"notice_proven_at": q.now}


def extends(q: Question) -> Mapping[str, Any]:
    return {"extended": True}


def assigns(q: Question) -> Mapping[str, Any]:
    """The body with jurisdiction and why; one that already had the case keeps it."""
    if q.case.body_id is not None:
        return {}
    answer = q.case.more.get("body") or {}
    return {"body_id": answer.get("id"), "body_reason": answer.get("reason", {})}


def assigns_home(q: Question) -> Mapping[str, Any]:
    """The body of the consumer's own place, with the reason it was found by."""
    answer = q.case.more.get("home_body") or {}
    return {"body_id": answer.get("id"), "body_reason": answer.get("reason", {})}


def reassigns(q: Question) -> Mapping[str, Any]:
    """The body that was named; nobody mediates yet, and a return is counted."""
    details = q.command.details
    return {
        "body_id": details["body_id"],
        "body_reason": details.get("reason", {}),
        "mediator_id": None,
        "returns": q.case.returns + (1 if q.command.action == "case.return" else 0),
    }


def climbs(q: Question) -> Mapping[str, Any]:
    """To the superior body; where there is none, the same body is urged."""
    superior = q.case.more.get("superior")
    if not superior:
        return {}
    return {"body_id": superior["id"], "body_reason": superior.get("reason", {}), "mediator_id": None}


def returns_to_superior(q: Question) -> Mapping[str, Any]:
    return {**climbs(q), "returns": q.case.returns + 1}


def appoints(q: Question) -> Mapping[str, Any]:
    return {"mediator_id": q.command.details["mediator_id"]}


def dismisses(q: Question) -> Mapping[str, Any]:
    return {"mediator_id": None}


def codes(q: Question) -> Mapping[str, Any]:
    return {"code": q.command.details["code"]}


def time_up(q: Question) -> Mapping[str, Any]:
    return {"code": "time_up"}


def refers(q: Question) -> Mapping[str, Any]:
    return {"department_id": q.command.details["department_id"]}


def to_court(q: Question) -> Mapping[str, Any]:
    return {"court_id": q.command.details.get("court_id") or (q.case.more.get("confirmation") or {}).get("court_id")}


def pressed(q: Question) -> Mapping[str, Any]:
    return {"pressure_at": q.now}


def unpressed(q: Question) -> Mapping[str, Any]:
    return {"pressure_at": None}


def claims(q: Question) -> Mapping[str, Any]:
    return {"claimed_done": True}


def receives(q: Question) -> Mapping[str, Any]:
    """Money the consumer confirms; over all sibling cases never more than the loss (DOMAIN 2)."""
    amount = int(q.command.details.get("received_fen") or 0)
    loss = q.case.claimed_fen
    room = amount if loss is None else max(0, loss - q.case.recovered_by_siblings_fen - q.case.recovered_fen)
    return {"recovered_fen": q.case.recovered_fen + min(amount, room), "claimed_done": False}


def reopens(q: Question) -> Mapping[str, Any]:
    return {"reopened": True, "outcome": None, "closed_at": None, "open_offer_id": None, "claimed_done": False}


def _ends(outcome: Outcome) -> Mapping[str, Any]:
    return {"outcome": outcome}


def solved(q: Question) -> Mapping[str, Any]:
    return _ends(Outcome.CONFIRMED_SOLVED)


def unsolved(q: Question) -> Mapping[str, Any]:
    return _ends(Outcome.CONFIRMED_UNSOLVED)


def out_of_scope(q: Question) -> Mapping[str, Any]:
    return _ends(Outcome.OUT_OF_SCOPE)


def not_a_dispute(q: Question) -> Mapping[str, Any]:
    return _ends(Outcome.NOT_A_DISPUTE)


def unknown(q: Question) -> Mapping[str, Any]:
    return _ends(Outcome.UNKNOWN)


def unanswered(q: Question) -> Mapping[str, Any]:
    """Nobody answered: what only the merchant says is never counted as solved."""
    return _ends(Outcome.CLAIMED_BY_MERCHANT if q.case.claimed_done else Outcome.UNKNOWN)


def as_evaluated(q: Question) -> Mapping[str, Any]:
    return {**receives(q), "outcome": Evaluation(q.command.details["evaluation"]).outcome}


def as_refused(q: Question) -> Mapping[str, Any]:
    return _ends(RefusalCode(q.case.code).outcome)


def as_withdrawn(q: Question) -> Mapping[str, Any]:
    """Paid or unpaid, as the consumer said; what was paid counts as recovered."""
    paid = q.command.details.get("withdrawal") == Withdrawal.PAID or q.command.action == "promise.kept"
    return {**(receives(q) if paid else {}), "outcome": Outcome.WITHDRAWN_PAID if paid else Outcome.WITHDRAWN_UNPAID}


def withdrawal_is(*answers: Withdrawal) -> Guard:
    """A guard: the consumer's answer to "has the money arrived?" is one of these."""
    values = {answer.value for answer in answers}

    def guard(q: Question) -> Refused | None:
        if q.command.details.get("withdrawal") in values:
            return None
        return Refused("no_answer", _("Say whether the money has arrived."), field="withdrawal")

    guard.__name__ = "money " + "/".join(sorted(values))  # what docs/lifecycle.md shows
    return guard
