"""What a case can be: its states with tier, holder and words; outcomes; codes (DOMAIN 2)."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import Self, cast

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Tier(IntEnum):
    """How far up the ladder a case has climbed."""

    INTAKE = 0
    RECONCILIATION = 1
    MEDIATION = 2
    DEPARTMENTS = 3
    COURT = 4

    @property
    def label(self) -> str:
        return str(_TIER_LABELS[self])


_TIER_LABELS = {
    Tier.INTAKE: _("Intake"),
    Tier.RECONCILIATION: _("Tier 1, reconciliation"),
    Tier.MEDIATION: _("Tier 2, mediation"),
    Tier.DEPARTMENTS: _("Tier 3, departments"),
    Tier.COURT: _("Tier 4, court"),
}


class Named(str, Enum):
    """A string value with a translated label."""

    label: str

    def __new__(cls, value: str, label: object = "") -> Named:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label  # type: ignore[assignment]  # lazy: translated when shown
        return member

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def of(cls, value: str) -> Self:
        """The member of a stored value; KeyError for an unknown one."""
        return cast(Self, cls._value2member_map_[value])

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """For model and form fields."""
        return [(member.value, member.label) for member in cls]


class Holder(Named):
    """Whose turn it is."""

    CONSUMER = "consumer", _("the consumer")
    MERCHANT = "merchant", _("the merchant")
    BODY = "body", _("the association or office")
    MEDIATOR = "mediator", _("the mediator")
    DEPARTMENT = "department", _("the department")
    COURT = "court", _("the court")
    NOBODY = "nobody", _("nobody")


class Who(Named):
    """In which relation to the case somebody acts."""

    CONSUMER = "consumer", _("the consumer")
    MERCHANT = "merchant", _("the merchant")
    OFFICER = "officer", _("an officer of the body that has the case")
    MEDIATOR = "mediator", _("the mediator of the case")
    DEPARTMENT = "department", _("the department it was referred to")
    COURT = "court", _("the court")
    SYSTEM = "system", _("the platform, by the clock")


class Procedure(Named):
    """Which law fixes clocks, codes, papers and who signs."""

    ASSOCIATION = "association", _("mediation by a consumer association")
    ADMINISTRATIVE = "administrative", _("administrative mediation")
    PEOPLE = "people", _("people's mediation")


class Outcome(Named):
    """The only ways a case ends; no rate counts unknown as success."""

    CONFIRMED_SOLVED = "confirmed_solved", _("the consumer confirms it is solved")
    CONFIRMED_UNSOLVED = "confirmed_unsolved", _("the consumer confirms it is not solved")
    CLAIMED_BY_MERCHANT = "claimed_by_merchant", _("only the merchant says it is solved")
    UNKNOWN = "unknown", _("not known")
    WITHDRAWN_PAID = "withdrawn_paid", _("withdrawn, the money has arrived")
    WITHDRAWN_UNPAID = "withdrawn_unpaid", _("withdrawn, no money has arrived")
    NOT_A_DISPUTE = "not_a_dispute", _("not a consumer dispute")
    OUT_OF_SCOPE = "out_of_scope", _("outside our scope")


class State(Named):
    """State, with tier, whose turn it is, and what they are to do (the words after "your turn:")."""

    tier: Tier
    holder: Holder
    task: str

    def __new__(cls, value: str, tier: Tier, holder: Holder, label: object, task: object = "") -> State:  # type: ignore[override]  # a state has more than a label
        member = str.__new__(cls, value)
        member._value_ = value
        member.tier = tier
        member.holder = holder
        member.label = label  # type: ignore[assignment]
        member.task = task  # type: ignore[assignment]
        return member

    # fmt: off
    SCREENING = "screening", Tier.INTAKE, Holder.BODY, _("being screened"), _("look through the complaint")
    NEEDS_INFO = "needs_info", Tier.INTAKE, Holder.CONSUMER, _("waits for more information"), _("add what is missing")
    SENT_OUT = "sent_out_of_area", Tier.INTAKE, Holder.BODY, _("sent to another area"), _("take over the case")
    NOT_ACCEPTED = "not_accepted", Tier.INTAKE, Holder.CONSUMER, _("not accepted"), _("ask for a review, if you disagree")
    REVIEW = "review", Tier.INTAKE, Holder.BODY, _("refusal under review"), _("review the refusal")

    T1_UNMATCHED = "t1_unmatched", Tier.RECONCILIATION, Holder.BODY, _("the merchant is being identified"), _("identify the merchant")
    T1_UNJOINED = "t1_unjoined", Tier.RECONCILIATION, Holder.BODY, _("the merchant is being notified"), _("reach the merchant by letter")
    T1_NOTICED = "t1_noticed", Tier.RECONCILIATION, Holder.MERCHANT, _("the merchant has the letter"), _("answer the letter")
    T1_MERCHANT = "t1_merchant", Tier.RECONCILIATION, Holder.MERCHANT, _("waits for the merchant"), _("answer the complaint")
    T1_MERCHANT_INFO = "t1_merchant_info", Tier.RECONCILIATION, Holder.CONSUMER, _("the merchant asks for information"), _("answer the merchant's question")
    T1_CONSUMER = "t1_consumer", Tier.RECONCILIATION, Holder.CONSUMER, _("waits for the consumer"), _("decide on the merchant's answer")
    T1_REPICK = "t1_repick", Tier.RECONCILIATION, Holder.CONSUMER, _("the merchant says it is not the right one"), _("choose the right merchant")
    T1_PERFORMING = "t1_performing", Tier.RECONCILIATION, Holder.MERCHANT, _("agreed, to be performed"), _("do what was agreed")

    T2_ASSIGNED = "t2_assigned", Tier.MEDIATION, Holder.BODY, _("to be accepted for mediation"), _("decide on acceptance")
    T2_NEEDS_INFO = "t2_needs_info", Tier.MEDIATION, Holder.CONSUMER, _("mediation waits for information"), _("add what is missing")
    T2_ACCEPTED = "t2_accepted", Tier.MEDIATION, Holder.BODY, _("accepted for mediation"), _("appoint a mediator")
    T2_MEDIATING = "t2_mediating", Tier.MEDIATION, Holder.MEDIATOR, _("in mediation"), _("mediate")
    T2_SUSPENDED = "t2_suspended", Tier.MEDIATION, Holder.BODY, _("mediation suspended"), _("wait for the end of the suspension")
    T2_PERFORMING = "t2_performing", Tier.MEDIATION, Holder.MERCHANT, _("mediated, to be performed"), _("do what was agreed")
    T2_FAILED = "t2_failed", Tier.MEDIATION, Holder.CONSUMER, _("mediation ended without agreement"), _("choose the next way")

    T3_SENT = "t3_sent", Tier.DEPARTMENTS, Holder.DEPARTMENT, _("referred, not yet acknowledged"), _("acknowledge the referral")
    T3_RECEIPTED = "t3_receipted", Tier.DEPARTMENTS, Holder.DEPARTMENT, _("the department is handling it"), _("report the result")
    T3_RETURNED = "t3_returned", Tier.DEPARTMENTS, Holder.BODY, _("returned by the department"), _("refer it to the right department")
    T3_OVERDUE = "t3_overdue", Tier.DEPARTMENTS, Holder.DEPARTMENT, _("the department is overdue"), _("answer the reminder")

    T4_PREPARING = "t4_preparing", Tier.COURT, Holder.BODY, _("judicial confirmation being prepared"), _("file the joint application")
    T4_FILED = "t4_filed", Tier.COURT, Holder.COURT, _("before the court for confirmation"), _("decide on the confirmation")
    T4_PERFORMING = "t4_performing", Tier.COURT, Holder.MERCHANT, _("confirmed by the court, to be performed"), _("do what the court confirmed")
    T4_REFUSED = "t4_refused", Tier.COURT, Holder.CONSUMER, _("confirmation refused"), _("choose the next way")
    T4_KIT = "t4_kit", Tier.COURT, Holder.CONSUMER, _("court papers ready"), _("take the papers to the court")
    T4_SUPPORT = "t4_support", Tier.COURT, Holder.BODY, _("support for a lawsuit requested"), _("decide on supporting the lawsuit")
    T4_DELEGATED = "t4_delegated", Tier.COURT, Holder.MEDIATOR, _("delegated by the court"), _("mediate for the court")

    SUSPENDED = "suspended", Tier.RECONCILIATION, Holder.MERCHANT, _("paused on a promise to pay"), _("keep the promise")
    EVALUATING = "evaluating", Tier.RECONCILIATION, Holder.CONSUMER, _("waits for your evaluation"), _("say whether it is solved")
    MERGED = "merged", Tier.INTAKE, Holder.NOBODY, _("merged into another case")
    CLOSED = "closed", Tier.INTAKE, Holder.NOBODY, pgettext_lazy("case", "closed")
    # fmt: on

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self not in (State.CLOSED, State.MERGED)


# These keep the tier a case had when it came to them.
KEEP_TIER = frozenset(
    {State.SUSPENDED, State.EVALUATING, State.CLOSED, State.MERGED, State.NOT_ACCEPTED, State.REVIEW, State.SENT_OUT}
)


class RefusalCode(Named):
    """Why a complaint is not accepted (令121 art. 14; association: by analogy)."""

    NO_COMPETENCE = "no_competence", _("the body has no competence for it")
    ELSEWHERE = "elsewhere", _("already accepted or handled by another body, a court or arbitration")
    NOT_CONSUMPTION = "not_consumption", _("not bought for daily consumption, or no dispute is shown")
    TOO_OLD = "too_old", _("the rights were infringed more than three years ago")
    PAPERS = "papers", _("papers are missing or false")
    IDENTITY = "identity", _("the identity is borrowed or not verified")
    OTHER_LAW = "other_law", _("another law excludes it")

    @property
    def outcome(self) -> Outcome:
        """The honest outcome when no review changes the refusal."""
        return _REFUSAL_OUTCOMES[self]


_REFUSAL_OUTCOMES = {
    RefusalCode.NO_COMPETENCE: Outcome.OUT_OF_SCOPE,
    RefusalCode.ELSEWHERE: Outcome.OUT_OF_SCOPE,
    RefusalCode.NOT_CONSUMPTION: Outcome.NOT_A_DISPUTE,
    RefusalCode.TOO_OLD: Outcome.OUT_OF_SCOPE,
    RefusalCode.PAPERS: Outcome.UNKNOWN,
    RefusalCode.IDENTITY: Outcome.OUT_OF_SCOPE,
    RefusalCode.OTHER_LAW: Outcome.OUT_OF_SCOPE,
}


class TerminationCode(Named):
    """Why a mediation ends without agreement (令121 art. 21)."""

    WITHDRAWN = "withdrawn", _("withdrawn or settled between the parties")
    UNWILLING = "unwilling", _("a party is absent or unwilling")
    IMPOSSIBLE = "impossible", _("a party declares an agreement impossible")
    TESTING_FEE = "testing_fee", _("no agreement on who pays for the appraisal")
    TIME_UP = "time_up", _("the time for mediation is over")
    GROUND_FOUND = "ground_found", _("a ground for refusal or an abuse was found")
    PARTY_GONE = "party_gone", _("a party has died or was dissolved")
    OTHER = "other", _("another ground")


class Withdrawal(Named):
    """Has the money arrived? Asked at every withdrawal."""

    PAID = "paid", _("yes, the money has arrived")
    PROMISED = "promised", _("not yet, it was promised")
    UNPAID = "unpaid", _("no")


class Evaluation(Named):
    """What the consumer says in the end."""

    SOLVED = "solved", _("solved")
    PARTLY = "partly", _("partly solved")
    UNSOLVED = "unsolved", _("not solved")

    @property
    def outcome(self) -> Outcome:
        return Outcome.CONFIRMED_SOLVED if self is Evaluation.SOLVED else Outcome.CONFIRMED_UNSOLVED
