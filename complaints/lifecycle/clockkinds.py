"""The clocks a case can carry: which rule gives the time, and what happens when it runs out, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from complaints.lifecycle.states import Named


class ClockKind(Named):
    """`then` is the promise: what the party was told would happen at zero (STYLE 13)."""

    then: str
    rule: str
    side: bool

    def __new__(cls, value: str, rule: str, label: object, then: object, side: bool = False) -> ClockKind:  # type: ignore[override]  # a clock has more than a label
        member = str.__new__(cls, value)
        member._value_ = value
        member.rule = rule
        member.label = label  # type: ignore[assignment]
        member.then = then  # type: ignore[assignment]
        member.side = side
        return member

    # fmt: off
    SCREENING = "screening", "screening", _("screening"), _("if nobody objects, the complaint goes to the merchant by itself")
    SUPPLEMENT = "supplement", "supplement", _("supplement"), _("without an answer it goes on with what is there")
    INFO_CLOSE = "info_close", "supplement", _("supplement"), _("without an answer the complaint is closed, and you can file again at any time")
    REVIEW_WINDOW = "review_window", "review", _("time to ask for a review"), _("without a request the refusal is final")
    REVIEW = "review", "review", _("review"), _("without a decision the case is taken up")
    SENT_OUT = "sent_out", "sent_out_receipt", _("receipt by the other area"), _("without a receipt our own association takes the case")
    ANSWER = "answer", "answer", _("answer"), _("without an answer it goes to offline mediation by itself")
    TIER1 = "tier1", "tier1_total", _("reconciliation in all"), _("without an agreement it goes to offline mediation by itself, and does not count as solved")
    UNJOINED_ANSWER = "unjoined_answer", "unjoined_answer", _("answer to the letter"), _("without an answer it goes to offline mediation by itself")
    UNJOINED_CAP = "unjoined_cap", "unjoined_cap", _("reaching the merchant"), _("reached or not, it then goes to offline mediation by itself")
    REPICK = "repick", "repick", _("choosing the right merchant"), _("without a choice our staff identify the merchant")
    DUTY = "duty", "", _("performance"), _("if it is not done by then, the case is reopened by itself")
    PROMISE = "promise", "", _("promised payment"), _("if the money has not arrived by then, the case goes on by itself")
    ACCEPT = "accept", "accept_{procedure}", _("acceptance"), _("without a decision it goes to the next higher body")
    MEDIATION = "mediation", "mediation_{procedure}", _("mediation"), _("without an agreement the mediation ends, and you choose the next way")
    CHALLENGE = "challenge", "challenge_mediator", _("objection to the mediator"), _("without an objection the mediator stays"), True
    SUSPENSION = "suspension", "", _("suspension"), _("the mediation then goes on")
    ROUTE = "route", "route_choice", _("choosing the next way"), _("without a choice the case is closed as not solved")
    REFERRAL_RECEIPT = "referral_receipt", "referral_receipt", _("acknowledgement"), _("without an acknowledgement it counts as overdue, and the superior body is told")
    REFERRAL_RESULT = "referral_result", "referral_result", _("result"), _("without a result it counts as overdue, and the superior body is told")
    REFERRAL_RETURN = "referral_return", "referral_return", _("new referral"), _("if it is not referred again, you choose the next way")
    REFERRAL_URGE = "referral_urge", "referral_receipt", _("answer to the reminder"), _("without an answer you are asked how to go on")
    CONFIRMATION = "confirmation", "confirmation", _("joint application to the court"), _("after that no joint application is possible; the agreement stays binding"), True
    COURT_DECISION = "court_decision", "court_decision", _("decision of the court"), _("the court is then asked for the state of the matter")
    COURT_DELEGATED = "court_delegated", "court_delegated", _("mediation for the court"), _("without an agreement the case goes back to the court")
    KIT = "kit", "route_choice", _("going to court"), _("you are then asked how it ended")
    SUPPORT = "support", "referral_result", _("decision on support"), _("without a decision you are asked how to go on")
    EVALUATION_1 = "evaluation_1", "evaluation_1", _("first question"), _("we ask whether it is solved"), True
    EVALUATION_7 = "evaluation_7", "evaluation_7", _("second question"), _("we ask again whether it is solved"), True
    EVALUATION_20 = "evaluation_20", "evaluation_20", _("evaluation"), _("without an answer it is recorded as not known, not as solved")
    REOPEN = "reopen", "reopen", _("reopening"), _("after that the case cannot be reopened; you can file again"), True
    # fmt: on

    def rule_name(self, procedure: str) -> str:
        """Name of the rule that gives the time; "" when a date is given by hand."""
        return self.rule.format(procedure=procedure)
