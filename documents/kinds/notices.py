"""Papers a body sends to the parties in the course of a case: receipt, acceptance, refusal, summons, termination."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.content import Content, part
from documents.kinds.parts import Demand, Party
from documents.refused import Refused
from documents.wording import local_date

NUMBER = gettext_lazy("number of the case")
ADDRESSEE = gettext_lazy("addressee")
GROUND = gettext_lazy("ground")
BASIS = gettext_lazy("legal basis")
REASON = gettext_lazy("reason")
CONTACT = gettext_lazy("contact")


@dataclass(frozen=True, kw_only=True)
class FilingReceipt(Content):
    """投诉登记回执: proves the day the claim was raised (民法典 195: the limitation period starts anew)."""

    number: str = part(NUMBER)
    complainant: Party = part(gettext_lazy("complainant"))
    respondent: Party = part(gettext_lazy("respondent"))
    filed_at: datetime = part(gettext_lazy("time of filing"))
    facts: str = part(gettext_lazy("facts"))
    demands: tuple[Demand, ...] = part(gettext_lazy("demands"))
    limitation_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class AcceptanceNotice(Content):
    """受理通知书 / 投诉受理决定书."""

    number: str = part(NUMBER)
    procedure: str
    addressee: str = part(ADDRESSEE)
    complainant: str = part(gettext_lazy("complainant"))
    respondent: str = part(gettext_lazy("respondent"))
    matter: str = part(gettext_lazy("matter"))
    filed_on: date = part(gettext_lazy("day of filing"))
    accepted_on: date = part(gettext_lazy("day of acceptance"))
    ends_on: date = part(gettext_lazy("day by which mediation ends"))
    contact: str = part(CONTACT)
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class RefusalNotice(Content):
    """不予受理告知书 / 投诉不予受理决定书: coded ground, its law, and what else one can do (消法 39)."""

    number: str = part(NUMBER)
    procedure: str
    addressee: str = part(ADDRESSEE)
    respondent: str = part(gettext_lazy("respondent"))
    matter: str = part(gettext_lazy("matter"))
    filed_on: date = part(gettext_lazy("day of filing"))
    ground: str = part(GROUND)
    basis: str = part(BASIS)
    reason: str = part(REASON)
    remedies: tuple[str, ...] = part(gettext_lazy("other ways"))
    review_until: date | None = None

    def check(self) -> None:
        """An association's refusal can be reviewed, and says until when."""
        super().check()
        if self.procedure == "association" and self.review_until is None:
            raise Refused(
                "missing_part", _("This paper needs: %(part)s.") % {"part": _("last day for review")}, "review_until"
            )


@dataclass(frozen=True, kw_only=True)
class CorrectionNotice(Content):
    """补正通知书: all that is missing, said at once, and until when."""

    number: str = part(NUMBER)
    addressee: str = part(ADDRESSEE)
    matter: str = part(gettext_lazy("matter"))
    missing: tuple[str, ...] = part(gettext_lazy("what is missing"))
    due_on: date = part(gettext_lazy("last day"))
    contact: str = part(CONTACT)
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class MediationNotice(Content):
    """调解通知书: place, time, mediator, the right to object to the mediator and until when, what absence means."""

    number: str = part(NUMBER)
    procedure: str
    addressee: str = part(ADDRESSEE)
    complainant: str = part(gettext_lazy("complainant"))
    respondent: str = part(gettext_lazy("respondent"))
    matter: str = part(gettext_lazy("matter"))
    at: datetime = part(gettext_lazy("time of the sitting"))
    place: str = part(gettext_lazy("place of the sitting"))
    mediator: str = part(gettext_lazy("mediator"))
    object_until: date = part(gettext_lazy("last day to object to the mediator"))
    bring: tuple[str, ...] = ("身份证件", "与争议有关的证据原件")
    contact: str = part(CONTACT)
    phone: str = ""

    def check(self) -> None:
        """The right to object must still exist when the sitting begins."""
        super().check()
        if self.object_until > local_date(self.at):
            raise Refused(
                "objection_after_sitting", _("The last day to object lies after the sitting."), "object_until"
            )


@dataclass(frozen=True, kw_only=True)
class TerminationNotice(Content):
    """终止调解告知书 / 投诉终止调解决定书."""

    number: str = part(NUMBER)
    procedure: str
    addressee: str = part(ADDRESSEE)
    complainant: str = part(gettext_lazy("complainant"))
    respondent: str = part(gettext_lazy("respondent"))
    matter: str = part(gettext_lazy("matter"))
    accepted_on: date = part(gettext_lazy("day of acceptance"))
    ground: str = part(GROUND)
    basis: str = part(BASIS)
    reason: str = part(REASON)
    remedies: tuple[str, ...] = part(gettext_lazy("other ways"))


@dataclass(frozen=True, kw_only=True)
class ExtensionNotice(Content):
    """延期通知书: the old day, the new day, why, and by which rule."""

    number: str = part(NUMBER)
    procedure: str
    addressee: str = part(ADDRESSEE)
    matter: str = part(gettext_lazy("matter"))
    old_day: date = part(gettext_lazy("former last day"))
    new_day: date = part(gettext_lazy("new last day"))
    reason: str = part(REASON)
    basis: str = part(BASIS)
    contact: str = part(CONTACT)
    phone: str = ""

    def check(self) -> None:
        """An extension makes the time longer."""
        super().check()
        if self.new_day <= self.old_day:
            raise Refused("not_longer", _("The new day is not after the former one."), "new_day")


@dataclass(frozen=True, kw_only=True)
class PublicationNotice(Content):
    """拟公示告知书: exactly what will be public, on which basis, and how to object until when."""

    number: str = part(NUMBER)
    addressee: str = part(ADDRESSEE)
    basis: str = part(BASIS)
    text: str = part(gettext_lazy("text to be published"))
    where: str = part(gettext_lazy("place of publication"))
    object_until: date = part(gettext_lazy("last day to object"))
    how_to_object: str = part(gettext_lazy("how to object"))
    ends_after: str = "公示满十二个月或者双方和解后"
    contact: str = part(CONTACT)
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class ServiceReceipt(Content):
    """送达回证: which papers were served on whom, where and how; the one served signs and dates it."""

    number: str = part(NUMBER)
    addressee: str = part(gettext_lazy("who is served"))
    address: str = part(gettext_lazy("where it is served"))
    way: str = part(gettext_lazy("way of service"))
    papers: tuple[str, ...] = part(gettext_lazy("papers served"))
    served_by: str = part(gettext_lazy("who serves"))
