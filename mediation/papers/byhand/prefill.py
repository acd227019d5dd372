"""What a paper made by hand says of its case before anybody has typed a word: fixed parts, and proposals to change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils import translation

from complaints.clocks import calendar
from complaints.clocks.calendar import Unit, last_day
from complaints.clocks.queries import load_holidays, load_rule_sets
from complaints.clocks.rules import RuleName
from complaints.lifecycle.clockkinds import ClockKind
from documents.queries import papers_of
from mediation.papers.parts import CHINESE, Subject, demands_of

LAW = "《中华人民共和国消费者权益保护法》第三十七条"
REPLY_DAYS = 10  # working days a letter leaves for an answer (P)

Facts = Mapping[str, Any]


def _day(subject: Subject, days: int, unit: Unit = Unit.WORKING) -> date:
    return last_day(calendar.due(subject.now, days, unit, load_holidays()))


def _by_rule(subject: Subject, name: RuleName) -> date:
    rules = {rule_set.id: rule_set for rule_set in load_rule_sets()}
    rule = rules[subject.case.rule_set_id][name]
    return _day(subject, rule.value, rule.unit or Unit.CALENDAR)


def _sender(subject: Subject) -> Facts:
    return {"contact": subject.body.name, "phone": subject.body.phone}


def _story(subject: Subject) -> str:
    return f"{subject.matter}。{subject.case.complaint.narrative.text}"


def _department(subject: Subject) -> str:
    return subject.case.department.name if subject.case.department else ""


def correction(subject: Subject) -> Facts:
    """补正通知书: to the consumer, until the end of the supplement clock where one runs."""
    until = subject.ends_on(ClockKind.SUPPLEMENT)
    return {
        "number": subject.case.number, "addressee": subject.consumer_name, "matter": subject.matter, "missing": (),
        "due_on": until if until and until >= subject.today else _by_rule(subject, RuleName.SUPPLEMENT),
        **_sender(subject),
    }  # fmt: skip


def referral(subject: Subject) -> Facts:
    """转办函: the case as a department needs it."""
    return {
        "number": subject.case.number, "addressee": _department(subject), "complainant": subject.consumer_name,
        "respondent": subject.merchant_name, "facts": _story(subject), "demands": demands_of(subject),
        "request": "请依法核查处理，并将处理结果函告我会。", "basis": LAW, "consented_on": subject.filed_on,
        "receipt_by": _by_rule(subject, RuleName.REFERRAL_RECEIPT),
        "result_by": _by_rule(subject, RuleName.REFERRAL_RESULT), **_sender(subject),
    }  # fmt: skip


def transfer(subject: Subject) -> Facts:
    """移送函: a suspected violation."""
    return {
        "number": subject.case.number, "addressee": _department(subject), "respondent": subject.merchant_name,
        "facts": _story(subject), "suspicion": "", "basis": LAW, "attachments": (), **_sender(subject),
    }  # fmt: skip


def to_department(subject: Subject) -> Facts:
    """查询函, 建议函."""
    return {**_letter(subject), "addressee": _department(subject)}


def to_merchant(subject: Subject) -> Facts:
    """劝谕函, 约谈通知书."""
    return {**_letter(subject), "addressee": subject.merchant_name}


def _letter(subject: Subject) -> Facts:
    return {
        "subject": subject.matter, "facts": subject.matter, "request": "", "basis": LAW,
        "reply_by": _day(subject, REPLY_DAYS), **_sender(subject),
    }  # fmt: skip


def service(subject: Subject) -> Facts:
    """送达回证: the papers of the case that were issued."""
    with translation.override(CHINESE):
        issued = papers_of(subject.case.pk, {"body"}).exclude(serial="").order_by("issued_at")
        papers = tuple(f"{paper.title}（{paper.serial}）" for paper in issued)
    merchant = subject.case.merchant
    return {
        "number": subject.case.number, "addressee": subject.merchant_name, "way": "邮寄送达", "papers": papers,
        "address": (merchant.address if merchant else "") or "", "served_by": subject.body.name,
    }  # fmt: skip


# kind of paper -> what is known; the kinds that can be made by hand are these
PREFILL: Mapping[str, Callable[[Subject], Facts]] = {
    "correction_notice": correction,
    "referral_letter": referral,
    "transfer_letter": transfer,
    "inquiry_letter": to_department,
    "advice_letter": to_department,
    "appeal_letter": to_merchant,
    "summons_letter": to_merchant,
    "service_receipt": service,
}
# parts that are what the case says, and nobody types otherwise
FIXED = frozenset({"number", "complainant", "respondent", "demands"})
