"""What the table asks before a transition: pure questions, each None (yes) or the refusal with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from complaints.lifecycle.clockkinds import ClockKind
from complaints.lifecycle.facts import CaseFacts, Command, Refused
from complaints.lifecycle.states import RefusalCode, TerminationCode


@dataclass(frozen=True, slots=True)
class Question:
    """What a guard sees."""

    case: CaseFacts
    command: Command
    now: datetime


Guard = Callable[[Question], Refused | None]


def _unless(true: bool, code: str, why: object, field: str = "") -> Refused | None:
    return None if true else Refused(code, why, field=field)


# ---- whom it concerns ------------------------------------------------------------------------------------------------
def merchant_joined(q: Question) -> Refused | None:
    """The respondent is known and has joined the platform (a chosen merchant counts from now on)."""
    return _unless(_merchant(q) is not None and _joined(q), "not_joined", _("The merchant has not joined."))


def merchant_known(q: Question) -> Refused | None:
    """The respondent is known but has not joined."""
    return _unless(_merchant(q) is not None and not _joined(q), "joined", _("The merchant has joined."))


def merchant_unknown(q: Question) -> Refused | None:
    """Nobody knows yet which merchant it is."""
    return _unless(_merchant(q) is None, "matched", _("The merchant is already known."))


def _merchant(q: Question) -> int | None:
    chosen: int | None = q.command.details.get("merchant_id", q.case.merchant_id)
    return chosen


def _joined(q: Question) -> bool:
    return bool(q.command.details.get("joined", q.case.joined))


def names_merchant(q: Question) -> Refused | None:
    return _unless(bool(q.command.details.get("merchant_id")), "no_merchant", _("Choose the merchant."), "merchant")


# ---- jurisdiction ----------------------------------------------------------------------------------------------------
def in_area(q: Question) -> Refused | None:
    """A body of this operator has jurisdiction (or already had the case)."""
    return _unless(
        q.case.body_id is not None or q.case.more.get("body") is not None,
        "out_of_area",
        _("No body of this platform has jurisdiction there."),
    )


def out_of_area(q: Question) -> Refused | None:
    return _unless(in_area(q) is not None, "in_area", _("A body of this platform has jurisdiction."))


def has_home_body(q: Question) -> Refused | None:
    """The consumer's own association can take it when the other area does not answer."""
    return _unless(q.case.more.get("home_body") is not None, "no_home_body", _("There is no association at home."))


def no_home_body(q: Question) -> Refused | None:
    return _unless(has_home_body(q) is not None, "home_body", _("The association at home can take it."))


def names_body(q: Question) -> Refused | None:
    """A return or re-assignment names the right body and says why (DOMAIN 4)."""
    if not q.command.details.get("body_id"):
        return Refused("no_body", _("Name the body that has jurisdiction."), field="body")
    if q.command.details["body_id"] == q.case.body_id:
        return Refused("same_body", _("That body already has the case."), field="body")
    return _unless(bool(q.command.personal.get("reason")), "no_reason", _("Say why."), "reason")


def first_return(q: Question) -> Refused | None:
    return _unless(q.case.returns == 0, "returned_before", _("It was returned before: the superior body decides."))


def returned_before(q: Question) -> Refused | None:
    return _unless(q.case.returns > 0, "not_returned", _("It was not returned before."))


# ---- tier 1 ----------------------------------------------------------------------------------------------------------
def first_bounce(q: Question) -> Refused | None:
    return _unless(q.case.bounces == 0, "bounced_before", _("It bounced before: an officer decides."))


def bounced_before(q: Question) -> Refused | None:
    return _unless(q.case.bounces > 0, "not_bounced", _("It did not bounce before."))


def few_questions(q: Question) -> Refused | None:
    """At most two rounds of questions, lest a merchant ask instead of answering (P)."""
    return _unless(q.case.info_rounds < 2, "asked_enough", _("You have asked twice already: please answer now."))


def answered(q: Question) -> Refused | None:
    return _unless(q.case.answered_at is not None, "not_answered", _("The merchant has not answered yet."))


def open_offer(q: Question) -> Refused | None:
    return _unless(q.case.open_offer_id is not None, "no_offer", _("There is no offer to accept."))


def brings_offer(q: Question) -> Refused | None:
    return _unless(bool(q.command.details.get("offer_id")), "no_offer", _("Fill in your offer."), "lines")


def brings_duties(q: Question) -> Refused | None:
    """An agreement says by when it is performed, else nobody could call it broken."""
    return _unless(
        isinstance(q.command.details.get("due"), str),
        "no_due",
        _("Say by which day it is to be done."),
        "due",
    )


def not_extended(q: Question) -> Refused | None:
    return _unless(not q.case.extended, "extended", _("It was extended once already."))


def not_frozen(q: Question) -> Refused | None:
    """After the pressure button nobody can make the consumer withdraw until an officer has looked (FEATURES F12)."""
    return _unless(
        q.case.pressure_at is None,
        "frozen",
        _("You told us of pressure to withdraw. An officer looks into it first; then you can decide freely."),
    )


def frozen(q: Question) -> Refused | None:
    return _unless(q.case.pressure_at is not None, "not_frozen", _("No pressure was reported."))


# ---- tier 2 and on ---------------------------------------------------------------------------------------------------
def identity_verified(q: Question) -> Refused | None:
    """Name and identity verified before tier 2 or a referral (令121 art. 10, 16; 实施条例 art. 46)."""
    return _unless(q.case.identity_verified, "identity", _("The consumer's name and identity must be verified first."))


def refusal_code(q: Question) -> Refused | None:
    """One of the grounds on which a complaint may be refused."""
    known = {code.value for code in RefusalCode}
    return _unless(q.command.details.get("code") in known, "no_code", _("Choose the ground."), "code")


def termination_code(q: Question) -> Refused | None:
    """One of the grounds on which a mediation may be ended."""
    known = {code.value for code in TerminationCode}
    return _unless(q.command.details.get("code") in known, "no_code", _("Choose the ground."), "code")


def names_mediator(q: Question) -> Refused | None:
    """Conflict and load are looked up by the panel and handed in with the name (FEATURES A7)."""
    details = q.command.details
    if not details.get("mediator_id"):
        return Refused("no_mediator", _("Choose a mediator."), field="mediator")
    if details.get("conflict"):
        return Refused("conflict", details["conflict"], field="mediator")
    return None


def mediator_appointed(q: Question) -> Refused | None:
    return _unless(q.case.mediator_id is not None, "no_mediator", _("No mediator has been appointed."))


def no_mediator(q: Question) -> Refused | None:
    return _unless(q.case.mediator_id is None, "mediator", _("A mediator has been appointed."))


def within_challenge(q: Question) -> Refused | None:
    return _unless(
        q.case.clock(ClockKind.CHALLENGE) is not None, "too_late", _("The time to object to the mediator is over.")
    )


def names_date(q: Question) -> Refused | None:
    """A day in the future, not beyond what the rule set allows (handed in as `latest`)."""
    until = q.command.details.get("until")
    if not isinstance(until, str):
        return Refused("no_date", _("Choose the day."), field="until")
    day = datetime.fromisoformat(until)
    if day <= q.now:
        return Refused("date_past", _("Choose a day in the future."), field="until")
    latest = q.command.details.get("latest")
    if isinstance(latest, str) and day > datetime.fromisoformat(latest):
        return Refused("date_too_far", _("That is later than the rules allow."), field="until")
    return None


def names_department(q: Question) -> Refused | None:
    return _unless(
        bool(q.command.details.get("department_id")), "no_department", _("Choose the department."), "department"
    )


def confirmable(q: Question) -> Refused | None:
    """Eligible body × court, within 30 days of the agreement (人民调解法 art. 33; 民诉法, judicial confirmation)."""
    if q.case.clock(ClockKind.CONFIRMATION) is None:
        return Refused("too_late", _("The 30 days for a joint application are over."))
    answer = q.case.more.get("confirmation") or {}
    return _unless(
        bool(answer.get("eligible")),
        "not_eligible",
        answer.get("why")
        or _("An agreement of this body cannot be confirmed by the court; an eligible body must mediate again."),
    )


def pack_complete(q: Question) -> Refused | None:
    return _unless(
        bool(q.command.details.get("pack_complete")),
        "pack_incomplete",
        _("The pack is not complete: both signatures and all papers are needed."),
    )


def high_tier(q: Question) -> Refused | None:
    return _unless(q.case.tier >= 2, "low_tier", _("The case has not been in mediation."))


def low_tier(q: Question) -> Refused | None:
    return _unless(q.case.tier < 2, "high_tier", _("The case has been in mediation."))


# ---- performance and end ---------------------------------------------------------------------------------------------
def claims_done(q: Question) -> Refused | None:
    return _unless(q.case.claimed_done, "not_claimed", _("The merchant has not reported performance."))


def not_claimed(q: Question) -> Refused | None:
    return _unless(not q.case.claimed_done, "claimed", _("The merchant reports performance: please confirm it."))


def all_done(q: Question) -> Refused | None:
    return _unless(bool(q.command.details.get("all_done")), "duties_open", _("Other duties are still open."))


def some_left(q: Question) -> Refused | None:
    return _unless(
        not q.command.details.get("all_done") and isinstance(q.command.details.get("due"), str),
        "no_duty_left",
        _("All duties are done."),
    )


def overdue(q: Question) -> Refused | None:
    """The consumer can report a breach when the day of performance has passed."""
    clock = q.case.clock(ClockKind.DUTY)
    return _unless(clock is not None and clock.due <= q.now, "not_due", _("The day of performance has not passed yet."))


def evaluation_given(q: Question) -> Refused | None:
    return _unless(
        q.command.details.get("evaluation") in {"solved", "partly", "unsolved"},
        "no_evaluation",
        _("Choose an answer."),
        "evaluation",
    )


def reopenable(q: Question) -> Refused | None:
    """Once, within its time, and with something new."""
    if q.case.reopened:
        return Refused("reopened", _("The case was reopened once already."))
    if q.case.clock(ClockKind.REOPEN) is None:
        return Refused("too_late", _("The time to reopen the case is over; you can file again."))
    return _unless(bool(q.command.personal.get("reason")), "no_reason", _("Say what is new."), "reason")


def merges_into(q: Question) -> Refused | None:
    """Into another case, never into itself."""
    into = q.command.details.get("into_case_id")
    return _unless(bool(into) and into != q.case.id, "no_case", _("Choose the case it belongs to."), "into")


def never_answered(q: Question) -> Refused | None:
    return _unless(q.case.answered_at is None, "answered", _("The merchant has answered already."))
