"""调解通知书 before a sitting, 调解笔录 after a round-table. What one side said alone is in neither."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from complaints.clocks.calendar import local_day
from complaints.lifecycle.clockkinds import ClockKind
from documents.kinds import agreements, notices
from documents.kinds.parts import Party, Statement
from documents.models import Paper, Readers, Status
from mediation.models import PaperRequest, Signature, Sitting
from mediation.models.signature import How, Signed
from mediation.models.sitting import SittingKind
from mediation.papers.made import Made
from mediation.papers.marks import marks_on
from mediation.papers.parts import Subject


def _sitting(subject: Subject) -> Sitting:
    return Sitting.objects.get(pk=subject.subject_id, case=subject.case)


def _where(sitting: Sitting) -> str:
    return sitting.place or f"线上，{sitting.link}"


def _mediator(subject: Subject) -> str:
    return subject.case.mediator.display_name if subject.case.mediator else ""


def sitting(subject: Subject) -> list[Made]:
    """To each side: time, place, mediator, the right to object and until when (回避), what absence means."""
    planned = _sitting(subject)
    ends = subject.ends_on(ClockKind.CHALLENGE)
    object_until = min(ends, local_day(planned.starts_at)) if ends else local_day(planned.starts_at)
    return [
        Made(
            "mediation_notice",
            notices.MediationNotice(
                number=subject.case.number,
                procedure=subject.case.procedure,
                addressee=addressee,
                complainant=complainant,
                respondent=subject.merchant_name,
                matter=subject.matter,
                at=planned.starts_at,
                place=_where(planned),
                mediator=_mediator(subject),
                object_until=object_until,
                contact=subject.body.name,
                phone=subject.body.phone,
            ),
            readers,
        )
        for readers, addressee, complainant in (
            (Readers.CONSUMER.value, subject.consumer_name, subject.consumer_name),
            (Readers.MERCHANT.value, subject.merchant_name, subject.consumer_for_merchant),
        )
    ]


def record(subject: Subject) -> list[Made]:
    """The joint record, to be read and signed by both; a round-table's only."""
    return [Made("mediation_record", _record(subject, _sitting(subject)))]


def record_signed(subject: Subject) -> list[Made]:
    """The same text with the signatures in their places, made when the last one had signed.

    It takes the place of the one without, unless somebody's ink stands on that.
    """
    held = _sitting(subject)
    placed = marks_on(Signed.MINUTES, held.pk)
    keeps_record = [replace(mark, role="记录人") for mark in placed if mark.role == "调解员"]
    on_paper = Signature.objects.filter(signed=Signed.MINUTES, subject_id=held.pk, how=How.PAPER).exists()
    first = PaperRequest.objects.filter(case=subject.case, kind="record", subject_id=held.pk).first()
    blank = Paper.objects.filter(pk=first.paper_id or 0).exclude(status=Status.VOID).first() if first else None
    return [
        Made(
            "mediation_record",
            _record(subject, held),
            signed=(*placed, *keeps_record),
            replaces=blank.pk if blank and not on_paper else None,
        )
    ]


def _record(subject: Subject, held: Sitting) -> agreements.MediationRecord:
    if held.kind != SittingKind.ROUND_TABLE or held.held_at is None:
        raise LookupError("only a round-table that was held has a joint record")
    came = {row.side: row for row in held.attendance.all() if row.present}
    present = []
    if "consumer" in came:
        present.append(Party(role="申请人", name=subject.consumer_name, is_person=True, agent=came["consumer"].who))
    if "merchant" in came:
        present.append(Party(role="被申请人", name=subject.merchant_name, agent=came["merchant"].who))
    return agreements.MediationRecord(
        number=subject.case.number,
        began_at=min(held.starts_at, held.held_at - timedelta(minutes=1)),
        ended_at=held.held_at,
        place=_where(held),
        mediator=_mediator(subject),
        recorder=_mediator(subject),
        present=tuple(present),
        rights_told=held.rights_told,
        statements=(Statement(who="双方当事人", words=held.minutes),),
        result="见上述记录。双方阅读无误后签名。",
    )
