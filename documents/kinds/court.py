"""Papers a party takes to court. The applicant signs them; the body only helped to write them and does not seal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.content import Content, part
from documents.kinds.agreements import FACTS, MADE_ON, check_two_sides
from documents.kinds.parts import Demand, Duty, Element, Exhibit, Party
from documents.refused import Refused

COURT = gettext_lazy("court")
APPLICANT = gettext_lazy("applicant")
RESPONDENT = gettext_lazy("respondent")
ATTACHMENTS = gettext_lazy("attachments")


def check_money(fen: int, field: str) -> None:
    """Raises Refused unless the sum is above nothing."""
    if fen <= 0:
        raise Refused("no_sum", _("This paper needs a sum of money."), field)


@dataclass(frozen=True, kw_only=True)
class ConfirmationApplication(Content):
    """司法确认申请书: both parties together, within 30 days of effect (人民调解法 33, 民诉法 205)."""

    court: str = part(COURT)
    parties: tuple[Party, ...] = part(gettext_lazy("parties"), identity=True)
    mediated_by: str = part(gettext_lazy("mediating body"))
    agreement_serial: str = part(gettext_lazy("number of the agreement"))
    effective_on: date = part(gettext_lazy("day the agreement takes effect"))
    apply_by: date = part(gettext_lazy("last day to apply"))
    facts: str = part(FACTS)
    duties: tuple[Duty, ...] = part(gettext_lazy("rights and duties"))
    attachments: tuple[str, ...] = part(ATTACHMENTS)
    made_on: date = part(MADE_ON)

    def check(self) -> None:
        """Joint, and in time."""
        super().check()
        check_two_sides(self.parties)
        if self.made_on > self.apply_by:
            raise Refused("too_late", _("The last day to apply has passed."), "made_on")


@dataclass(frozen=True, kw_only=True)
class EvidenceList(Content):
    """证据清单."""

    number: str = part(gettext_lazy("number of the case"))
    submitter: str = part(gettext_lazy("who submits"))
    exhibits: tuple[Exhibit, ...] = part(gettext_lazy("evidence"))
    made_on: date = part(MADE_ON)


@dataclass(frozen=True, kw_only=True)
class PaymentOrderApplication(Content):
    """支付令申请书: money only, due, no counter-debt, and the debtor can be served (民诉法 225)."""

    court: str = part(COURT)
    applicant: Party = part(APPLICANT, identity=True)
    respondent: Party = part(RESPONDENT, identity=True)
    fen: int = part(gettext_lazy("sum of money"))
    facts: str = part(FACTS)
    due_on: date = part(gettext_lazy("day the debt was due"))
    no_other_debt: bool = False
    attachments: tuple[str, ...] = part(ATTACHMENTS)
    made_on: date = part(MADE_ON)

    def check(self) -> None:
        """The conditions of the order, each by its name."""
        super().check()
        check_money(self.fen, "fen")
        if self.due_on >= self.made_on:
            raise Refused("not_due", _("The debt is not due yet."), "due_on")
        if not self.no_other_debt:
            raise Refused(
                "other_debts", _("A payment order is for creditors who owe the debtor nothing."), "no_other_debt"
            )


@dataclass(frozen=True, kw_only=True)
class SmallClaim(Content):
    """小额诉讼起诉状 (要素式; 民诉法 124, 165)."""

    court: str = part(COURT)
    plaintiff: Party = part(gettext_lazy("plaintiff"), identity=True)
    defendant: Party = part(gettext_lazy("defendant"), identity=True)
    claims: tuple[Demand, ...] = part(gettext_lazy("claims"))
    elements: tuple[Element, ...] = part(gettext_lazy("elements of the case"))
    facts: str = part(FACTS)
    basis: str = part(gettext_lazy("legal basis"))
    exhibits: tuple[Exhibit, ...] = part(gettext_lazy("evidence"))
    copies: int = 2
    made_on: date = part(MADE_ON)

    @property
    def sides(self) -> tuple[Party, Party]:
        """Plaintiff and defendant, as the form lists them."""
        return self.plaintiff, self.defendant

    @property
    def total_fen(self) -> int:
        """The sum of all claims, in fen."""
        return sum(claim.fen or 0 for claim in self.claims)

    def check(self) -> None:
        """A small claim is about money."""
        super().check()
        check_money(self.total_fen, "claims")


@dataclass(frozen=True, kw_only=True)
class EnforcementApplication(Content):
    """强制执行申请书: of a confirmed agreement, within two years of the last day of performance (民诉法 247, 250)."""

    court: str = part(COURT)
    applicant: Party = part(APPLICANT, identity=True)
    respondent: Party = part(RESPONDENT, identity=True)
    ruling: str = part(gettext_lazy("ruling to be enforced"))
    effective_on: date = part(gettext_lazy("day the ruling takes effect"))
    unperformed: tuple[Demand, ...] = part(gettext_lazy("what was not performed"))
    facts: str = part(FACTS)
    apply_by: date = part(gettext_lazy("last day to apply"))
    property_known: str = "申请人不掌握被执行人的财产线索，请求人民法院依法查询"
    attachments: tuple[str, ...] = part(ATTACHMENTS)
    made_on: date = part(MADE_ON)

    @property
    def total_fen(self) -> int:
        """The sum not paid, in fen."""
        return sum(item.fen or 0 for item in self.unperformed)

    def check(self) -> None:
        super().check()
        if self.made_on > self.apply_by:
            raise Refused("too_late", _("The last day to apply has passed."), "made_on")
