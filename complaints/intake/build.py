"""From a draft to a filing: each step validated once more, then put into the words of `file_complaint`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.fields import blind_index
from accounts.models import PhoneNumber, User
from complaints.intake.categories import prompts_of
from complaints.intake.drafts import Content
from complaints.intake.filing import DemandLine, Filing, Person, Respondent, Story
from complaints.intake.forms import DemandForm, FactsForm, WhatForm, YouForm
from complaints.intake.steps import demand_forms
from complaints.models import Case, Draft, Recipient

LONGEST_TITLE = 40
LONGEST_STORED = 10_000
SAFETY = "safety"
SAME_MATTER = timedelta(days=30)


class Incomplete(Exception):
    """A step that was valid before is not any more (a date has passed, a rule has changed)."""


def title_of(text: str) -> str:
    """The first clause of a story, as its title in lists."""
    first = re.split(r"[。！？!?\n]", text.strip(), maxsplit=1)[0].strip()
    return first if len(first) <= LONGEST_TITLE else first[: LONGEST_TITLE - 1] + "…"


def filing_of(draft: Draft, user: User) -> Filing:
    """The filing; raises Incomplete when a step no longer holds."""
    content = Content.read(draft)
    what = WhatForm(content.what)
    facts = FactsForm(content.facts, prompts=prompts_of(content.facts))
    you = YouForm(content.you)
    demands = demand_forms(content)
    if not (
        what.is_valid() and you.is_valid() and demands and all(form.is_valid() for form in demands) and content.whom
    ):
        raise Incomplete
    facts.is_valid()
    known = facts.cleaned_data
    signed = you.cleaned_data
    phone = PhoneNumber.objects.filter(user=user).first()
    respondents = [_respondent(at, whom, demands) for at, whom in enumerate(content.whom)]
    if any(not respondent.demands for respondent in respondents):
        raise Incomplete
    return Filing(
        story=Story(
            title=title_of(what.cleaned_data["text"]),
            text=_with_answers(what.cleaned_data["text"], facts),
            region=signed["place"] or next((r.division for r in respondents if r.division), ""),
            category_code=known.get("category") or "",
            issue_code=known.get("issue") or "",
            happened_on=known.get("paid_on"),
            paid_fen=known.get("paid"),
            handled_elsewhere=signed["elsewhere"],
            consents_to_publication=signed["consent_publication"],
        ),
        person=Person(
            name=signed["name"],
            phone=phone.phone if phone else "",
            email=user.email or "",
            order_number=known.get("order_number") or "",
            contact_scope=signed["contact_scope"],
        ),
        respondents=respondents,
        idempotency_key=draft.token,
        draft=draft,
        consents=_consents(you, [respondent.name for respondent in respondents]),
        needs_screening=bool(signed["elsewhere"] or signed["again"]) or known.get("issue") == SAFETY,
        note_for_body=_("Why it is another matter: %(reason)s") % {"reason": signed["again"]}
        if signed["again"]
        else "",
    )


def _consents(form: YouForm, merchants: Sequence[str]) -> dict[str, str]:
    """Recipient -> the words agreed to, the merchants named."""
    return {
        Recipient.MERCHANT: f"{form.fields['consent_merchant'].label}（{'、'.join(merchants)}）"[:600],
        Recipient.BODY: str(form.fields["consent_body"].label)[:600],
    }


def _with_answers(text: str, facts: FactsForm) -> str:
    """The story, and below it the questions that were answered."""
    answers = "\n".join(f"{question} {answer}" for question, answer in facts.answers())
    return f"{text}\n\n{answers}" if answers and len(text) + len(answers) + 2 <= LONGEST_STORED else text


def _respondent(at: int, whom: Mapping[str, Any], demands: Sequence[DemandForm]) -> Respondent:
    lines = [
        DemandLine(
            kind=form.cleaned_data["kind"],
            title=form.cleaned_data["title"],
            amount_fen=form.cleaned_data.get("amount"),
            computed=form.cleaned_data.get("computed") or "",
            due_on=form.cleaned_data.get("due"),
        )
        for form in demands
        if form.cleaned_data.get("of") in (None, "", str(at))
    ]
    return Respondent(
        name=str(whom["name"]),
        demands=lines,
        merchant_id=whom.get("merchant_id") or None,
        store_id=whom.get("store_id") or None,
        role=str(whom.get("role") or "seller"),
        division=str(whom.get("division") or ""),
        hint=str(whom.get("hint") or ""),
        declined=frozenset(whom.get("declined") or ()),
    )


def already_filed(filing: Filing, user: User, now: datetime) -> list[Case]:
    """Open cases of the person against the same merchant: of the same order number, or filed lately without one."""
    merchants = [r.merchant_id for r in filing.respondents if r.merchant_id]
    if not merchants:
        return []
    number = filing.person.order_number
    same = (
        Q(complaint__complainant__order_number_bidx=blind_index("order_number", number))
        if number
        else Q(filed_at__gte=now - SAME_MATTER)
    )
    return list(
        Case.objects.filter(same, complaint__user=user, merchant_id__in=merchants, closed_at=None)
        .select_related("merchant")
        .order_by("-filed_at")[:5]
    )
