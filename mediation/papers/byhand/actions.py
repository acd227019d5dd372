"""Writing a paper by hand: a sheet that loses nothing, its way to the colleagues, and telling whom it is for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actors import Actor, ActorKind
from complaints.models import Case, Event
from documents import hands
from documents.content import Content
from documents.kinds import KINDS
from documents.models import Paper, PaperStep, Readers, Status
from documents.printing import content_of, markup_of
from documents.refused import Refused
from documents.rendering import write_pdf
from documents.steps import unsaved
from mediation.models import PaperSheet
from mediation.papers.byhand.forms import as_typed
from mediation.papers.byhand.prefill import PREFILL
from mediation.papers.parts import Subject
from notices.outbox import OutboxRow, enqueue

TOLD = {
    Readers.CONSUMER: ("consumer",),
    Readers.MERCHANT: ("merchant",),
    Readers.PARTIES: ("consumer", "merchant"),
    Readers.DEPARTMENT: ("department",),
}


def sheets_of(actor: Actor) -> QuerySet[PaperSheet]:
    """What this person is writing."""
    return PaperSheet.objects.filter(author_id=actor.user_id).select_related("case__complaint")


def matters_of(case_ids: Sequence[int]) -> dict[int, str]:
    """What each of these cases is about, in its title."""
    return dict(Case.objects.filter(pk__in=case_ids).values_list("pk", "complaint__title"))


def subject_of(case_id: int, now: datetime) -> Subject:
    """The case as papers see it, with its latest event."""
    case = Case.objects.select_related(
        "complaint__complainant", "complaint__narrative", "merchant", "store", "body", "intake_body", "department"
    ).get(pk=case_id)
    return Subject(case, Event.objects.filter(case=case).order_by("-seq")[0], now)


def facts_of(kind: str, case_id: int, now: datetime) -> Mapping[str, Any]:
    """What the case says for this kind of paper."""
    return PREFILL[kind](subject_of(case_id, now))


def begin(*, case: Case, kind: str, actor: Actor, now: datetime) -> PaperSheet:
    """A sheet with the facts of the case filled in. Raises Refused for another body's case."""
    if actor.kind is not ActorKind.OFFICER or actor.organisation_id not in (case.body_id or case.intake_body_id,):
        raise Refused("not_your_body", _("This paper is made by the body that handles the case."))
    typed = as_typed(facts_of(kind, case.pk, now))
    return PaperSheet.objects.create(
        case=case, kind=kind, author_id=actor.person_id, content=_json(typed), touched_at=now
    )


def take_up(*, paper: Paper, actor: Actor, now: datetime) -> PaperSheet:
    """A draft that came back, on a sheet again; the same sheet when it is there."""
    with transaction.atomic():
        Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
        if paper.status not in (Status.DRAFTED, Status.CHECKED) or paper.case_id is None:
            raise Refused("wrong_step", _("This paper is: %(status)s.") % {"status": Status(paper.status).label})
        sheet = PaperSheet.objects.filter(paper_id=paper.pk).first()
        if sheet is None or sheet.author_id != actor.user_id:
            content = content_of(Paper.objects.select_related("content").get(pk=paper.pk))
            typed = as_typed({name: getattr(content, name) for name in content.as_json()})
            PaperSheet.objects.filter(paper_id=paper.pk).delete()
            sheet = PaperSheet.objects.create(
                case_id=paper.case_id, kind=paper.kind, author_id=actor.person_id, paper_id=paper.pk,
                content=_json(typed), touched_at=now,
            )  # fmt: skip
        return sheet


def keep(*, sheet: PaperSheet, typed: Mapping[str, str], now: datetime) -> PaperSheet:
    """What was typed so far, whole or not."""
    sheet.content, sheet.touched_at = _json(typed), now
    sheet.save()
    return sheet


def typed_on(sheet: PaperSheet) -> dict[str, str]:
    """What was typed so far."""
    found: dict[str, str] = json.loads(sheet.content)
    return found


def send(*, sheet: PaperSheet, content: Content, checker_id: int | None, actor: Actor, now: datetime) -> Paper:
    """拟稿 is done: to a second person. The sheet has become the draft."""
    with transaction.atomic():
        if sheet.paper_id:
            paper = hands.send_again(
                paper_id=sheet.paper_id, content=content, checker_id=checker_id, actor=actor, now=now
            )
        else:
            paper = hands.send_for_checking(
                kind=sheet.kind, organisation_id=actor.organisation_id or 0, case_id=sheet.case_id, content=content,
                checker_id=checker_id, actor=actor, now=now,
            )  # fmt: skip
        sheet.delete()
        _tell_next(paper, now)
        return paper


def approve(*, paper_id: int, leader_id: int | None, remark: str, actor: Actor, now: datetime) -> Paper:
    """核稿; the leader is told."""
    with transaction.atomic():
        paper = hands.approve(paper_id=paper_id, leader_id=leader_id, remark=remark, actor=actor, now=now)
        _tell_next(paper, now)
        return paper


def send_back(*, paper_id: int, remark: str, actor: Actor, now: datetime) -> Paper:
    """退回; its drafter is told."""
    with transaction.atomic():
        paper = hands.send_back(paper_id=paper_id, remark=remark, actor=actor, now=now)
        _tell_next(paper, now)
        return paper


def sign(*, paper_id: int, actor: Actor, now: datetime) -> Paper:
    """签发; its drafter is told that it can be sealed."""
    with transaction.atomic():
        paper = hands.sign(paper_id=paper_id, actor=actor, now=now)
        _tell_next(paper, now)
        return paper


def _tell_next(paper: Paper, now: datetime) -> None:
    """Whose turn it is now hears of it; what is in the paper is said by nobody but the paper."""
    number = Case.objects.filter(pk=paper.case_id or 0).values_list("number", flat=True).first() or ""
    step = PaperStep.objects.filter(paper=paper).latest("pk")
    row = OutboxRow(
        template="paper_waits",
        audience=f"user:{paper.waits_for_id}",
        idempotency_key=f"paper:{paper.pk}:step:{step.pk}",
        case_id=paper.case_id,
        context={
            "number": number,
            "paper": paper.title,
            "url": settings.PUBLIC_URL + reverse("mediation:hand_paper", args=[paper.public_id]),
        },
    )
    enqueue([row], now=now)


def look(*, sheet: PaperSheet, content: Content, actor: Actor, now: datetime) -> tuple[Paper, bytes]:
    """The paper as it would look, before anybody else sees it. Raises Refused as sending it would."""
    paper = unsaved(
        kind=sheet.kind, organisation_id=actor.organisation_id or 0, case_id=sheet.case_id, content=content,
        actor=actor, now=now,
    )  # fmt: skip
    return paper, write_pdf(markup_of(paper, content), identifier=f"sheet-{sheet.public_id}")


def seal_and_deliver(*, paper_id: int, actor: Actor, now: datetime) -> Paper:
    """用印, and in the same act whoever it is for is told where it lies."""
    with transaction.atomic():
        paper = hands.seal(paper_id=paper_id, actor=actor, now=now)
        case = Case.objects.get(pk=paper.case_id) if paper.case_id else None
        if case is not None:
            enqueue(list(_told(paper, case)), now=now)
        return paper


def _told(paper: Paper, case: Case):  # type: ignore[no-untyped-def]  # an iterator of rows
    for audience in TOLD.get(Readers(paper.readers), ()):
        if audience == "department" and case.department_id is None:  # to a house without the case: by post
            continue
        yield OutboxRow(
            template="paper_issued",
            audience=audience,
            idempotency_key=f"paper:{paper.pk}:issued:{audience}",
            case_id=case.pk,
            context={
                "number": case.number,
                "paper": f"{paper.title} {paper.serial}".strip(),
                "url": settings.PUBLIC_URL + reverse("documents:paper", args=[paper.public_id]),
            },
        )


def trail(paper: Paper) -> QuerySet[PaperStep]:
    """Its steps, with who and to whom."""
    return PaperStep.objects.filter(paper=paper).select_related("by", "to")


def title_of(kind: str) -> str:
    """What a kind of paper is called."""
    return KINDS[kind].title


def _json(typed: Mapping[str, str]) -> str:
    return json.dumps(dict(typed), ensure_ascii=False)
