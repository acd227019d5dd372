"""Proof of filing: a dated paper that can be verified, for the claim was raised that day (民法典 188, 195)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import translation

from accounts.actors import Actor
from complaints.clocks import calendar
from complaints.clocks.calendar import Unit
from complaints.clocks.queries import load_holidays, load_rule_sets
from complaints.clocks.rules import RuleName
from complaints.lifecycle.facts import Refused
from complaints.models import Case, Demand, DemandKind
from documents.issuing import issue
from documents.kinds import notices, parts
from documents.models import Paper, Status
from documents.refused import Refused as PaperRefused

KIND = "filing_receipt"
LONGEST_FACTS = 600


def limitation_until(case: Case) -> date | None:
    """The day the limitation period ends that began anew with the filing, by the rules of the case."""
    rules = next((each for each in load_rule_sets() if each.id == case.rule_set_id), None)
    if rules is None:
        return None
    rule = rules[RuleName.LIMITATION]
    due = calendar.due(case.filed_at, rule.value, rule.unit or Unit.YEAR, load_holidays())
    return calendar.last_day(due)


def receipt_of(case: Case) -> Paper | None:
    """The receipt that was made of this case."""
    return Paper.objects.filter(case_id=case.pk, kind=KIND).exclude(status=Status.VOID).order_by("-pk").first()


def make_receipt(*, case_id: int, actor: Actor, now: datetime) -> Paper:
    """The receipt, numbered by the body that has the case and printed by the worker; one a case. Raises Refused."""
    with transaction.atomic(), translation.override("zh-hans"):
        case = (
            Case.objects.select_for_update(of=("self",), no_key=True)
            .select_related("complaint__complainant", "complaint__narrative", "merchant")
            .get(pk=case_id)
        )
        if (there := receipt_of(case)) is not None:
            return there
        body_id = case.body_id or case.intake_body_id
        if body_id is None:
            raise Refused("no_body", _no_body())
        try:
            return issue(KIND, organisation_id=body_id, case_id=case.pk, context=_content(case), actor=actor, now=now)
        except PaperRefused as refused:
            raise Refused(refused.code, str(refused)) from refused


def _no_body() -> str:
    return translation.gettext("No body has the case yet; the proof can be printed as soon as one has.")


def _content(case: Case) -> notices.FilingReceipt:
    person, story = case.complaint.complainant, case.complaint.narrative.text.strip()
    return notices.FilingReceipt(
        number=case.number,
        complainant=parts.Party(role="投诉人", name=person.name, is_person=True, phone=person.phone or ""),
        respondent=parts.Party(role="被投诉人", name=case.merchant.name if case.merchant else case.respondent_name),
        filed_at=case.filed_at,
        facts=story if len(story) <= LONGEST_FACTS else story[: LONGEST_FACTS - 1] + "…",
        demands=tuple(
            parts.Demand(what=line.title or str(DemandKind(line.kind).label), fen=line.amount_fen)
            for line in Demand.objects.filter(case=case).order_by("position")
        ),
        limitation_until=limitation_until(case),
    )
