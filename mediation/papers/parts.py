"""What papers say of a case: parties, matter, demands, duties, dates. Never an offer or a note."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import translation

from accounts.models import Organisation
from complaints.clocks.calendar import last_day, local_day
from complaints.lifecycle.clockkinds import ClockKind
from complaints.models import Case, Clock, ContactScope, Demand, Duty, Event, EventDetail, Evidence
from documents.kinds import parts

CHINESE = "zh-hans"
# 消法 39: the ways that stay open, named in every refusal and every end of a mediation
OTHER_WAYS = (
    "与经营者协商和解",
    "请求消费者协会或者依法成立的其他调解组织调解",
    "向有关行政部门投诉",
    "根据与经营者达成的仲裁协议提请仲裁机构仲裁",
    "向人民法院提起诉讼",
)
UNKNOWN_REPRESENTATIVE = "以企业信用信息公示系统登记为准"
# Everything a paper may read of a case. Offers and notes are not among it, and cannot be (tested).
READS = frozenset({
    "accounts.Organisation", "complaints.Case", "complaints.Clock", "complaints.Complainant", "complaints.Complaint",
    "complaints.Demand", "complaints.Duty", "complaints.Event", "complaints.EventDetail", "complaints.Evidence",
    "complaints.Narrative", "documents.Paper", "mediation.AgreementLine", "mediation.ConfirmationPack",
    "mediation.MediatedAgreement", "mediation.PaperRequest", "mediation.Signature", "mediation.SignatureMark",
    "mediation.Sitting", "merchants.Merchant",
})  # fmt: skip


@dataclass(frozen=True)
class Subject:
    """A case with the event that called for the paper."""

    case: Case
    event: Event
    now: datetime
    subject_id: int = 0

    @property
    def body(self) -> Organisation:
        """Who handles the case; before tier 2, who screened it."""
        body = self.case.body or self.case.intake_body
        if body is None:
            raise LookupError(f"no body handles case {self.case.pk}")
        return body

    @property
    def today(self) -> date:
        """A paper bears the day it is made."""
        return local_day(self.now)

    @property
    def matter(self) -> str:
        return self.case.complaint.title

    @property
    def filed_on(self) -> date:
        return local_day(self.case.filed_at)

    @property
    def merchant_name(self) -> str:
        """As registered, else as the consumer named it."""
        return self.case.merchant.name if self.case.merchant else self.case.respondent_name

    @property
    def consumer_name(self) -> str:
        """In full: for the consumer, and for agreements and courts."""
        return self.case.complaint.complainant.name

    @property
    def consumer_for_merchant(self) -> str:
        """张某 until contact is open (FEATURES F9)."""
        person = self.case.complaint.complainant
        return person.name if person.contact_scope == ContactScope.SHARE else person.name_masked

    def said(self, name: str) -> str:
        """A person's words, sealed with the event; "" once they were erased."""
        detail = EventDetail.objects.filter(event=self.event).first()
        if detail is None or detail.text is None:
            return ""
        return str(json.loads(detail.text).get(name, ""))

    def happened_on(self, action: str) -> date | None:
        """The day of the latest such event."""
        event = Event.objects.filter(case=self.case, action=action).order_by("-seq").first()
        return local_day(event.at) if event else None

    def ends_on(self, kind: ClockKind) -> date | None:
        """Last day of the latest clock of this kind."""
        clock = self.clock(kind)
        return last_day(clock.due) if clock else None

    def clock(self, kind: ClockKind) -> Clock | None:
        return Clock.objects.filter(case=self.case, kind=kind.value).order_by("-pk").first()


def consumer_of(subject: Subject, role: str = "申请人") -> parts.Party:
    """The consumer in full, as agreements and courts want it."""
    person = subject.case.complaint.complainant
    return parts.Party(
        role=role,
        name=person.name,
        is_person=True,
        id_number=person.id_number or "",
        address=person.address or "",
        phone=person.phone or "",
    )


def merchant_of(subject: Subject, role: str = "被申请人", *, representative: str = "", agent: str = "") -> parts.Party:
    """The merchant as registered."""
    merchant = subject.case.merchant
    return parts.Party(
        role=role,
        name=subject.merchant_name,
        id_number=(merchant.uscc or "") if merchant else "",
        address=merchant.address if merchant else "",
        legal_representative=representative,
        agent=agent,
    )


def demands_of(subject: Subject) -> tuple[parts.Demand, ...]:
    """What the consumer asks."""
    with translation.override(CHINESE):
        return tuple(
            parts.Demand(what=demand.title or str(demand.get_kind_display()), fen=demand.amount_fen)
            for demand in Demand.objects.filter(case=subject.case)
        )


def duties_of(subject: Subject, who: str, how: dict[int, str] | None = None) -> tuple[parts.Duty, ...]:
    """What was agreed, line by line; `how` is the way of performance by position."""
    with translation.override(CHINESE):
        return tuple(
            parts.Duty(
                who=who,
                what=duty.title or str(duty.get_kind_display()),
                how=(how or {}).get(duty.position) or ("一次性付清" if duty.amount_fen else "按约定一次性履行"),
                due=duty.due_on,
                fen=duty.amount_fen,
            )
            for duty in Duty.objects.filter(case=subject.case).order_by("position")
        )


def exhibits_of(subject: Subject) -> tuple[parts.Exhibit, ...]:
    """The evidence handed in, the complaint itself first."""
    found = [parts.Exhibit(name="消费者投诉登记回执", proves="投诉人提出投诉的时间和请求")]
    for evidence in Evidence.objects.filter(complaint=subject.case.complaint).order_by("uploaded_at", "pk"):
        found.append(parts.Exhibit(name=evidence.name, proves=subject.matter))
    return tuple(found)
