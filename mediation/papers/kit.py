"""The papers with which one side goes to court alone (FEATURES A21): filled in as far as the case knows."""

from __future__ import annotations

from datetime import timedelta

from accounts.divisions import Divisions
from accounts.models import Purpose
from complaints.clocks.calendar import local_day
from complaints.models import Duty
from documents.kinds import court
from documents.kinds.parts import Demand, Element
from mediation.jurisdiction.assign import settle
from mediation.jurisdiction.queries import cover_on, day_of
from mediation.models import ConfirmationPack, CourtKit, MediatedAgreement
from mediation.models.confirmation import PackState
from mediation.models.court import KitReason
from mediation.papers.made import Made
from mediation.papers.parts import (
    UNKNOWN_REPRESENTATIVE,
    Subject,
    consumer_of,
    demands_of,
    exhibits_of,
    merchant_of,
)

BASIS = "《中华人民共和国民法典》第五百七十七条，《中华人民共和国消费者权益保护法》第四十八条"
TWO_YEARS = timedelta(days=730)  # 民诉法: application for enforcement, counted from the last day of performance


def court_kit(subject: Subject) -> list[Made]:
    """Enforcement where a court confirmed; a payment order where a sum was agreed and is due; else a small claim."""
    kit = CourtKit.objects.get(case=subject.case, event_seq=subject.event.seq)
    open_duties = list(Duty.objects.filter(case=subject.case, confirmed_at=None).order_by("position"))
    agreed = MediatedAgreement.objects.filter(case=subject.case, effective_at__isnull=False).last()
    representative = (agreed.representative if agreed else "") or UNKNOWN_REPRESENTATIVE
    confirmed = ConfirmationPack.objects.filter(case=subject.case, state=PackState.GRANTED).last()
    if kit.reason == KitReason.BREACH and confirmed is not None:
        return [_enforcement(subject, representative, confirmed, open_duties)]
    due = [duty for duty in open_duties if duty.amount_fen and duty.due_on < subject.today]
    if kit.reason == KitReason.BREACH and due:
        return [_payment_order(subject, representative, due), _small_claim(subject, representative)]
    return [_small_claim(subject, representative)]


def _court_name(subject: Subject) -> str:
    """The court of the defendant's place (民诉法: 原告就被告), else a line to be filled in."""
    merchant = subject.case.merchant
    code = (merchant.division_code if merchant else "") or subject.case.respondent_division
    divisions = Divisions.load()
    if code in divisions:
        found = settle(divisions.resolve(code).code, cover_on(day_of(subject.now), Purpose.COURT), divisions)
        if found is not None:
            return found.body.name
    return "有管辖权的人民法院"


def _small_claim(subject: Subject, representative: str) -> Made:
    complaint = subject.case.complaint
    elements = [
        Element(
            question="投诉及调解经过",
            answer=f"{subject.filed_on:%Y年%-m月%-d日}投诉，编号{subject.case.number}，未能解决",
        )
    ]
    if complaint.happened_on:
        elements.insert(0, Element(question="合同订立（消费）时间", answer=f"{complaint.happened_on:%Y年%-m月%-d日}"))
    if complaint.paid_fen:
        elements.insert(1, Element(question="已付款", answer=f"{complaint.paid_fen / 100:,.2f}元"))
    return Made(
        "small_claim",
        court.SmallClaim(
            court=_court_name(subject),
            plaintiff=consumer_of(subject, "原告"),
            defendant=merchant_of(subject, "被告", representative=representative),
            claims=demands_of(subject),
            elements=tuple(elements),
            facts=complaint.narrative.text,
            basis=BASIS,
            exhibits=exhibits_of(subject),
            made_on=subject.today,
        ),
    )


def _payment_order(subject: Subject, representative: str, due: list[Duty]) -> Made:
    return Made(
        "payment_order_application",
        court.PaymentOrderApplication(
            court=_court_name(subject),
            applicant=consumer_of(subject),
            respondent=merchant_of(subject, representative=representative),
            fen=sum(duty.amount_fen or 0 for duty in due),
            facts=f"双方因“{subject.matter}”达成协议，被申请人未按期付款。",
            due_on=max(duty.due_on for duty in due),
            no_other_debt=True,
            attachments=("协议书", "证据清单"),
            made_on=subject.today,
        ),
    )


def _enforcement(subject: Subject, representative: str, pack: ConfirmationPack, duties: list[Duty]) -> Made:
    assert pack.decided_at is not None
    last = max((duty.due_on for duty in duties), default=subject.today)
    return Made(
        "enforcement_application",
        court.EnforcementApplication(
            court=pack.court.name,
            applicant=consumer_of(subject),
            respondent=merchant_of(subject, representative=representative),
            ruling=pack.ruling_number,
            effective_on=local_day(pack.decided_at),
            unperformed=tuple(
                Demand(what=duty.title or str(duty.get_kind_display()), fen=duty.amount_fen) for duty in duties
            ),
            facts=f"人民法院确认双方因“{subject.matter}”达成的调解协议有效，被申请人未履行。",
            apply_by=last + TWO_YEARS,
            attachments=("司法确认裁定书", "调解协议书"),
            made_on=subject.today,
        ),
    )
