"""拟稿, 核稿, 签发: who did it and when. Numbering and printing (用印) are in documents.issuing."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor, ActorKind
from accounts.models import Organisation
from accounts.permissions import acts_for_organisation, is_second_person, leads
from documents.content import Content
from documents.kinds import KINDS, Kind
from documents.models import Paper, PaperContent, Status
from documents.numbering import new_code
from documents.printing import content_of, markup_of
from documents.refused import Refused


def issuing_body(handler: Organisation) -> Organisation:
    """The body itself, or its nearest superior that seals (a bureau seals, never its office). Raises Refused."""
    body: Organisation | None = handler
    while body is not None and not body.can_seal:
        body = body.parent
    if body is None:
        raise Refused("nobody_seals", _("Neither %(body)s nor a superior seals papers.") % {"body": handler.name})
    return body


def check_hand(kind: Kind, actor: Actor, *organisation_ids: int) -> None:
    """Raises Refused unless the actor works for one of these bodies; a paper of the parties anybody in it may make."""
    if not kind.is_of_the_body or kind.automatic or actor.kind is ActorKind.SYSTEM:
        return
    if not any(acts_for_organisation(actor, organisation_id) for organisation_id in organisation_ids):
        raise Refused("not_your_body", _("This paper is made by the body that handles the case."))


def check_hand_of(paper: Paper, actor: Actor) -> None:
    """The same for a paper that is there."""
    check_hand(KINDS[paper.kind], actor, paper.handled_by_id, paper.organisation_id)


@transaction.atomic
def draft(
    *,
    kind: str,
    organisation_id: int,
    case_id: int | None,
    content: Content,
    actor: Actor,
    now: datetime,
    readers: str = "",
) -> Paper:
    """拟稿: a draft with all the parts it needs. Raises Refused for a missing part or a character we cannot print."""
    paper = unsaved(
        kind=kind, organisation_id=organisation_id, case_id=case_id, content=content, actor=actor, now=now,
        readers=readers,
    )  # fmt: skip
    markup_of(paper, content)
    paper.save()
    PaperContent.objects.create(paper=paper, parts=_parts(content))
    return paper


def unsaved(
    *,
    kind: str,
    organisation_id: int,
    case_id: int | None,
    content: Content,
    actor: Actor,
    now: datetime,
    readers: str = "",
) -> Paper:
    """The draft as it would be kept, to be looked at before. Raises Refused as `draft` does."""
    what = KINDS[kind]
    check_hand(what, actor, organisation_id)
    if type(content) is not what.content:
        raise Refused("wrong_content", _("These parts belong to another paper."))
    content.check()
    handler = Organisation.objects.select_related("parent").get(pk=organisation_id)
    return Paper(
        case_id=case_id,
        kind=kind,
        organisation=issuing_body(handler) if what.is_of_the_body else handler,
        handled_by=handler,
        title=what.title_for(content),
        readers=readers or what.readers,
        code=new_code(),
        four_eyes=what.four_eyes,
        drafted_by_id=actor.user_id,
        drafted_at=now,
    )


@transaction.atomic
def revise(*, paper_id: int, content: Content, actor: Actor, now: datetime) -> Paper:
    """Change a draft. It is the reviser's draft from now on, and what was signed of the old one counts no more."""
    paper = locked(paper_id, Status.DRAFTED, Status.CHECKED)
    check_hand_of(paper, actor)
    if type(content) is not KINDS[paper.kind].content:
        raise Refused("wrong_content", _("These parts belong to another paper."))
    content.check()
    markup_of(paper, content)
    paper.content.parts = _parts(content)
    paper.content.save()
    paper.signatures.all().delete()
    paper.status, paper.checked_by, paper.checked_at = Status.DRAFTED, None, None
    paper.drafted_by_id, paper.drafted_at = actor.user_id, now
    paper.save()
    return paper


@transaction.atomic
def check_draft(*, paper_id: int, actor: Actor, now: datetime) -> Paper:
    """核稿: somebody has read it and found it in order."""
    paper = locked(paper_id, Status.DRAFTED)
    check_hand_of(paper, actor)
    paper.status, paper.checked_by_id, paper.checked_at = Status.CHECKED, actor.user_id, now
    paper.save()
    return paper


@transaction.atomic
def sign_off(*, paper_id: int, actor: Actor, now: datetime) -> Paper:
    """签发: for some kinds only by a leader who did not draft it."""
    paper = locked(paper_id, Status.CHECKED)
    check_hand_of(paper, actor)
    if paper.four_eyes and not (leads(actor) and is_second_person(actor, paper.drafted_by_id)):
        raise Refused("second_person", _("This paper is signed off by a leader who did not draft it."))
    paper.status, paper.signed_by_id, paper.signed_at = Status.SIGNED, actor.user_id, now
    paper.save()
    return paper


@transaction.atomic
def declare_void(
    *, paper_id: int, actor: Actor, now: datetime, reason: str, replaced_by_id: int | None = None
) -> Paper:
    """A paper that no longer counts: its number is not given again, and the verification page says so."""
    paper = locked(paper_id, *set(Status) - {Status.VOID})
    check_hand_of(paper, actor)
    if not reason.strip():
        raise Refused("no_reason", _("Say why the paper no longer counts."), "reason")
    paper.status, paper.voided_at, paper.void_reason = Status.VOID, now, reason.strip()[:200]
    paper.replaced_by_id = replaced_by_id
    paper.save()
    return paper


def _parts(content: Content) -> str:
    return json.dumps(content.as_json(), ensure_ascii=False)


def locked(paper_id: int, *expected: Status) -> Paper:
    """The paper, locked. Raises Refused when it is not in one of the expected states."""
    papers = Paper.objects.select_for_update(of=("self",)).select_related("organisation", "content")
    paper = papers.get(pk=paper_id)
    if paper.status not in expected:
        raise Refused("wrong_step", _("This paper is: %(status)s.") % {"status": Status(paper.status).label})
    return paper


def content_for_revision(paper_id: int) -> Content:
    """What a draft says, to be shown in a form."""
    return content_of(Paper.objects.select_related("content").get(pk=paper_id))
