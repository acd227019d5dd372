"""Letters of a body to others: departments, and merchants who have not joined."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy

from documents.content import Content, part
from documents.kinds.notices import ADDRESSEE, BASIS, CONTACT, NUMBER
from documents.kinds.parts import Demand

FACTS = gettext_lazy("facts")


@dataclass(frozen=True, kw_only=True)
class ReferralLetter(Content):
    """转办函: an inquiry, suggestion or reflection to a department (消法 37), with the consumer's consent."""

    number: str = part(NUMBER)
    addressee: str = part(ADDRESSEE)
    complainant: str = part(gettext_lazy("complainant"))
    respondent: str = part(gettext_lazy("respondent"))
    facts: str = part(FACTS)
    demands: tuple[Demand, ...] = part(gettext_lazy("demands"))
    request: str = part(gettext_lazy("what the department is asked"))
    basis: str = part(BASIS)
    consented_on: date = part(gettext_lazy("day of the consumer's consent"))
    receipt_by: date = part(gettext_lazy("last day for the receipt"))
    result_by: date = part(gettext_lazy("last day for the result"))
    attachments: tuple[str, ...] = ()
    contact: str = part(CONTACT)
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class TransferLetter(Content):
    """移送函: a clue to a suspected violation, to the body that may act on it."""

    number: str = part(NUMBER)
    addressee: str = part(ADDRESSEE)
    respondent: str = part(gettext_lazy("respondent"))
    facts: str = part(FACTS)
    suspicion: str = part(gettext_lazy("suspected violation"))
    basis: str = part(BASIS)
    attachments: tuple[str, ...] = part(gettext_lazy("evidence handed over"))
    contact: str = part(CONTACT)
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class ClaimLetter(Content):
    """致经营者函: to a merchant who has not joined, with a code that opens the case once."""

    number: str = part(NUMBER)
    addressee: str = part(ADDRESSEE)
    address: str = part(gettext_lazy("address"))
    matter: str = part(gettext_lazy("matter"))
    demands: tuple[Demand, ...] = part(gettext_lazy("demands"))
    answer_days: int = part(gettext_lazy("days to answer"))
    claim_code: str = part(gettext_lazy("code to open the case"))
    claim_url: str = part(gettext_lazy("address to open the case"))
    then: str = part(gettext_lazy("what happens without an answer"))
    contact: str = part(CONTACT)
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class MemberLetter(Content):
    """查询函, 建议函, 劝谕函, 约谈通知书: to a department or a merchant in its own matter (消法 37; FEATURES A23)."""

    addressee: str = part(ADDRESSEE)
    subject: str = part(gettext_lazy("subject"))
    facts: str = part(FACTS)
    request: str = part(gettext_lazy("what is asked"))
    basis: str = part(BASIS)
    reply_by: date = part(gettext_lazy("last day to reply"))
    attachments: tuple[str, ...] = ()
    contact: str = part(CONTACT)
    phone: str = ""
