"""The groups of a merchant's inbox. Together they hold every state a merchant can see, each once (a test counts)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from complaints.lifecycle.states import State as S


@dataclass(frozen=True, slots=True)
class Tab:
    """`label` is the title of the list, `empty` what is said when nothing is in it."""

    key: str
    label: object
    empty: object
    states: tuple[S, ...]


PERFORMING = (S.T1_PERFORMING, S.T2_PERFORMING, S.T4_PERFORMING, S.SUSPENDED)
CLOSED = (S.CLOSED, S.MERGED)
TABS = (
    Tab("answer", _("To be answered by us"), _("Nothing waits for your answer. New complaints are also sent to your phone and e-mail."),
        (S.T1_MERCHANT, S.T1_NOTICED, S.T1_UNJOINED)),
    Tab("consumer", _("Waiting for the consumer"), _("No consumer has to decide just now."),
        (S.T1_CONSUMER, S.T1_MERCHANT_INFO, S.T1_REPICK, S.T1_UNMATCHED, S.SCREENING, S.NEEDS_INFO, S.EVALUATING)),
    Tab("mediation", _("In mediation"), _("None of your cases is with a mediator, a department or a court."),
        (S.T2_ASSIGNED, S.T2_NEEDS_INFO, S.T2_ACCEPTED, S.T2_MEDIATING, S.T2_SUSPENDED, S.T2_FAILED, S.SENT_OUT, S.NOT_ACCEPTED,
         S.REVIEW, S.T3_SENT, S.T3_RECEIPTED, S.T3_RETURNED, S.T3_OVERDUE, S.T4_PREPARING, S.T4_FILED, S.T4_REFUSED, S.T4_KIT,
         S.T4_SUPPORT, S.T4_DELEGATED)),
    Tab("perform", _("To be performed"), _("Everything you promised is done."), PERFORMING),
    Tab("closed", _("Closed"), _("No case has ended yet."), CLOSED),
)  # fmt: skip
BY_KEY = {tab.key: tab for tab in TABS}
OF_STATE = {state: tab for tab in TABS for state in tab.states}
