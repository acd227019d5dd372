"""What both sides sign: the reconciliation of tier 1, the mediation agreement, the joint application to the court."""

from __future__ import annotations

from complaints.clocks.calendar import local_day
from complaints.lifecycle.clockkinds import ClockKind
from documents.kinds import agreements, court
from documents.models import Paper, Status
from mediation.models import ConfirmationPack, MediatedAgreement
from mediation.models.signature import Signed
from mediation.papers.made import Made
from mediation.papers.marks import marks_on
from mediation.papers.parts import Subject, consumer_of, demands_of, duties_of, exhibits_of, merchant_of

COPIES = 3


def reconciliation(subject: Subject) -> list[Made]:
    """和解协议书: the parties' own contract (消法 39(1))."""
    demands = "；".join(demand.what for demand in demands_of(subject))
    return [
        Made(
            "settlement",
            agreements.Settlement(
                number=subject.case.number,
                parties=(consumer_of(subject, "消费者"), merchant_of(subject, "经营者")),
                facts=f"消费者因“{subject.matter}”于{subject.filed_on:%Y年%-m月%-d日}提出投诉，请求：{demands}。",
                duties=duties_of(subject, "经营者"),
                copies=2,
                made_on=subject.today,
            ),
        )
    ]


def _agreement_of(subject: Subject) -> MediatedAgreement:
    return MediatedAgreement.objects.prefetch_related("lines").filter(
        case=subject.case, effective_at__isnull=False
    ).latest("effective_at")  # fmt: skip


def agreement(subject: Subject) -> list[Made]:
    """调解协议书 / 投诉调解书, after everybody has signed; the seal's place stays blank."""
    agreed = _agreement_of(subject)
    how = {line.position: line.way for line in agreed.lines.all()}
    mediator = subject.case.mediator
    return [
        Made(
            "mediation_agreement",
            agreements.MediationAgreement(
                number=subject.case.number,
                procedure=subject.case.procedure,
                parties=(
                    consumer_of(subject),
                    merchant_of(subject, representative=agreed.representative, agent=agreed.agent),
                ),
                facts=agreed.facts,
                points=agreed.points or subject.matter,
                duties=duties_of(subject, "被申请人", how),
                mediator=mediator.display_name if mediator else "",
                place=agreed.place or subject.body.address or subject.body.name,
                copies=COPIES,
                made_on=subject.today,
            ),
            signed=marks_on(Signed.AGREEMENT, agreed.pk),
        )
    ]


def confirmation(subject: Subject) -> list[Made]:
    """司法确认申请书 (joint) and 证据清单."""
    agreed = _agreement_of(subject)
    pack = ConfirmationPack.objects.select_related("court", "body").get(case=subject.case, event_seq=subject.event.seq)
    paper = (
        Paper.objects.filter(case_id=subject.case.pk, kind="mediation_agreement")
        .exclude(status=Status.VOID)
        .exclude(serial="")
        .order_by("-numbered_at")
        .first()
    )
    how = {line.position: line.way for line in agreed.lines.all()}
    assert agreed.effective_at is not None
    return [
        Made(
            "confirmation_application",
            court.ConfirmationApplication(
                court=pack.court.name,
                parties=(
                    consumer_of(subject),
                    merchant_of(subject, representative=agreed.representative, agent=agreed.agent),
                ),
                mediated_by=pack.body.name,
                agreement_serial=paper.serial if paper else "",
                effective_on=local_day(agreed.effective_at),
                apply_by=subject.ends_on(ClockKind.CONFIRMATION) or subject.today,
                facts=agreed.facts,
                duties=duties_of(subject, "被申请人", how),
                attachments=("调解协议书", "证据清单", "双方身份证明", "调解组织资格证明"),
                made_on=subject.today,
            ),
        ),
        Made(
            "evidence_list",
            court.EvidenceList(
                number=subject.case.number,
                submitter=subject.consumer_name,
                exhibits=exhibits_of(subject),
                made_on=subject.today,
            ),
        ),
    ]
