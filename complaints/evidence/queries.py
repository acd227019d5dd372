"""Which files somebody may open: the consumer's own drafts, and what belongs to a case they see."""

from __future__ import annotations

import uuid

from django.db.models import Q, QuerySet

from accounts.actors import Actor
from complaints.models import Draft, Evidence, ScanState
from complaints.queries import visible_to

HANDED_OUT = (ScanState.CLEAN, ScanState.UNSCANNED)


def evidence_visible_to(actor: Actor, draft: Draft | None = None) -> QuerySet[Evidence]:
    """Files of the actor's cases: those of the story, and those of this very case (a sibling's stay apart)."""
    cases = visible_to(actor)
    seen = Q(case__in=cases) | Q(case=None, complaint__cases__in=cases)
    if draft is not None:
        seen |= Q(draft=draft)
    return Evidence.objects.filter(seen).distinct()


def handed_out(public_id: uuid.UUID, actor: Actor, draft: Draft | None = None) -> Evidence | None:
    """The file to serve; None when it is not the actor's to see, still being checked, or blocked."""
    return evidence_visible_to(actor, draft).filter(public_id=public_id, scan__in=HANDED_OUT).first()
