"""Notices to the parties: acceptance, refusal, extension, end of a mediation."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation

from complaints.clocks import calendar
from complaints.clocks.calendar import Unit, last_day
from complaints.clocks.queries import load_holidays
from complaints.lifecycle.clockkinds import ClockKind
from complaints.lifecycle.states import RefusalCode, TerminationCode
from documents.kinds import notices
from documents.models import Readers
from mediation.papers.made import Made
from mediation.papers.parts import CHINESE, OTHER_WAYS, Subject

_BASIS = {
    "association": "《中华人民共和国消费者权益保护法》第三十七条",
    "administrative": "《市场监督管理投诉举报处理办法》",
    "people": "《中华人民共和国人民调解法》",
}


def _both(subject: Subject) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    """(for whom, addressee, the consumer's name as that side sees it)."""
    return (
        (Readers.CONSUMER.value, subject.consumer_name, subject.consumer_name),
        (Readers.MERCHANT.value, subject.merchant_name, subject.consumer_for_merchant),
    )


def acceptance(subject: Subject) -> list[Made]:
    """受理通知书, to each side its own."""
    ends_on = subject.ends_on(ClockKind.MEDIATION)
    if ends_on is None:
        raise LookupError("an accepted case has a clock of its mediation")
    return [
        Made(
            "acceptance_notice",
            notices.AcceptanceNotice(
                number=subject.case.number,
                procedure=subject.case.procedure,
                addressee=addressee,
                complainant=complainant,
                respondent=subject.merchant_name,
                matter=subject.matter,
                filed_on=subject.filed_on,
                accepted_on=subject.happened_on("accept") or subject.today,
                ends_on=ends_on,
                contact=subject.body.name,
                phone=subject.body.phone,
            ),
            readers,
        )
        for readers, addressee, complainant in _both(subject)
    ]


def refusal(subject: Subject) -> list[Made]:
    """不予受理告知书: the ground, its law, the other ways, and until when a review can be asked for."""
    with translation.override(CHINESE):
        ground = str(RefusalCode(subject.event.data["details"]["code"]).label)
    return [
        Made(
            "refusal_notice",
            notices.RefusalNotice(
                number=subject.case.number,
                procedure=subject.case.procedure,
                addressee=subject.consumer_name,
                respondent=subject.merchant_name,
                matter=subject.matter,
                filed_on=subject.filed_on,
                ground=ground,
                basis=_BASIS[subject.case.procedure],
                reason=subject.said("reason") or ground,
                remedies=OTHER_WAYS,
                review_until=subject.ends_on(ClockKind.REVIEW_WINDOW),
            ),
            Readers.CONSUMER.value,
        )
    ]


def extension(subject: Subject) -> list[Made]:
    """延期通知书: the former day is that of the rule the clock keeps, the new one that of the event."""
    clock = subject.clock(ClockKind.MEDIATION)
    if clock is None or clock.value is None:
        raise LookupError("an extended mediation has a clock with its rule")
    former = calendar.due(clock.started_at, clock.value, Unit(clock.unit), load_holidays())
    new = datetime.fromisoformat(subject.event.data["details"]["until"])
    return [
        Made(
            "extension_notice",
            notices.ExtensionNotice(
                number=subject.case.number,
                procedure=subject.case.procedure,
                addressee=addressee,
                matter=subject.matter,
                old_day=last_day(former),
                new_day=last_day(new),
                reason=subject.said("reason") or "案情需要",
                basis=clock.source or _BASIS[subject.case.procedure],
                contact=subject.body.name,
                phone=subject.body.phone,
            ),
            readers,
        )
        for readers, addressee, _complainant in _both(subject)
    ]


def termination(subject: Subject) -> list[Made]:
    """终止调解告知书, to each side its own, with the other ways of 消法 39."""
    code = subject.event.data.get("details", {}).get("code") or TerminationCode.TIME_UP.value
    with translation.override(CHINESE):
        ground = str(TerminationCode(code).label)
    return [
        Made(
            "termination_notice",
            notices.TerminationNotice(
                number=subject.case.number,
                procedure=subject.case.procedure,
                addressee=addressee,
                complainant=complainant,
                respondent=subject.merchant_name,
                matter=subject.matter,
                accepted_on=subject.happened_on("accept") or subject.filed_on,
                ground=ground,
                basis=_BASIS[subject.case.procedure],
                reason=subject.said("reason") or ground,
                remedies=OTHER_WAYS,
            ),
            readers,
        )
        for readers, addressee, complainant in _both(subject)
    ]
