"""From a request to a numbered paper, one request a transaction; a paper that cannot be made yet says why and waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from accounts.actors import Actor
from complaints.models import Case, Event
from documents.issuing import issue
from documents.refused import Refused
from documents.steps import declare_void
from mediation.models import PaperRequest
from mediation.papers import agreements, kit, letters, notices, sittings
from mediation.papers.made import Made
from mediation.papers.parts import Subject

RETRY = timedelta(hours=1)
MOST_TRIES = 48
REPLACED = "双方均已签名，由签名的文本代替"
BUILDERS: Mapping[str, Callable[[Subject], list[Made]]] = {
    "acceptance": notices.acceptance,
    "refusal": notices.refusal,
    "extension": notices.extension,
    "termination": notices.termination,
    "reconciliation": agreements.reconciliation,
    "agreement": agreements.agreement,
    "confirmation": agreements.confirmation,
    "court_kit": kit.court_kit,
    "sitting": sittings.sitting,
    "record": sittings.record,
    "record_signed": sittings.record_signed,
    "claim_letter": letters.claim_letter,
}


def make_papers(*, actor: Actor, now: datetime, most: int = 200) -> int:
    """Make what is asked for, oldest first; returns how many requests were answered. Safe to run twice at once."""
    waiting = PaperRequest.objects.filter(
        Q(retry_at=None) | Q(retry_at__lte=now), issued_at=None, kind__in=BUILDERS, attempts__lt=MOST_TRIES
    )
    return sum(make_one(request_id=pk, actor=actor, now=now) for pk in waiting.values_list("pk", flat=True)[:most])


def make_one(*, request_id: int, actor: Actor, now: datetime) -> bool:
    """Make the papers of one request; False when another worker has it, or when something is still missing."""
    with transaction.atomic():
        rows = PaperRequest.objects.select_for_update(of=("self",), skip_locked=True)
        request = rows.filter(pk=request_id, issued_at=None).first()
        if request is None:
            return False
        try:
            with transaction.atomic():
                first = _issue_all(request, actor, now)
        except Refused as refused:
            request.attempts, request.retry_at, request.error = (
                request.attempts + 1,
                now + RETRY,
                str(refused.why)[:300],
            )
            request.save(update_fields=["attempts", "retry_at", "error"])
            return False
        request.paper_id, request.issued_at, request.error = first, now, ""
        request.save(update_fields=["paper_id", "issued_at", "error"])
        return True


def _issue_all(request: PaperRequest, actor: Actor, now: datetime) -> int:
    case = Case.objects.select_related(
        "complaint__complainant", "complaint__narrative", "merchant", "store", "body", "intake_body", "mediator"
    ).get(pk=request.case_id)
    event = Event.objects.get(case=case, seq=request.event_seq)
    subject = Subject(case, event, now, request.subject_id)
    issued = [_issue(made, subject, actor, now) for made in BUILDERS[request.kind](subject)]
    return issued[0]


def _issue(made: Made, subject: Subject, actor: Actor, now: datetime) -> int:
    paper = issue(
        made.kind,
        organisation_id=subject.body.pk,
        case_id=subject.case.pk,
        context=made.content,
        actor=actor,
        now=now,
        readers=made.readers,
        signed=made.signed,
    )
    if made.replaces is not None:
        declare_void(paper_id=made.replaces, actor=actor, now=now, reason=REPLACED, replaced_by_id=paper.pk)
    return paper.pk
