"""Who may read which paper. The part somebody has in a case is asked of the switchboard (`documents.parts`)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from accounts.actors import Actor
from accounts.switchboard import fact
from documents.models import Paper, Readers, Status

# What each part in a case opens; `body` is the body that handles it and opens all of its papers.
_OPENS = {
    "consumer": {Readers.CONSUMER, Readers.PARTIES},
    "merchant": {Readers.MERCHANT, Readers.PARTIES},
    "department": {Readers.DEPARTMENT},
    "court": {Readers.PARTIES},
}


def opens(paper: Paper, parts: Collection[str]) -> bool:
    """Whether somebody with these parts in the paper's case may read it. Drafts are the body's alone."""
    if "body" in parts:
        return True
    printed = paper.status in (Status.ISSUED, Status.VOID)
    return printed and any(paper.readers in _OPENS.get(part, ()) for part in parts)


def can_read(paper: Paper, actor: Actor) -> bool:
    """Whether this actor may read this paper; one without a case is for the bodies that made it."""
    if actor.organisation_id is not None and actor.organisation_id in (paper.organisation_id, paper.handled_by_id):
        return True
    if paper.case_id is None:
        return False
    return opens(paper, fact("documents.parts")([paper.case_id], actor).get(paper.case_id, ()))


def papers_of(case_id: int, parts: Collection[str]) -> QuerySet[Paper]:
    """The papers of a case that these parts open, newest first; for case pages."""
    papers = Paper.objects.filter(case_id=case_id).select_related("organisation")
    if "body" in parts:
        return papers
    readable = set().union(*(_OPENS.get(part, set()) for part in parts))
    return papers.filter(Q(status__in=[Status.ISSUED, Status.VOID, Status.ISSUING]), readers__in=readable)
