"""What the pages of a publication read; each actor their own."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from accounts.actors import Actor, ActorKind
from complaints.models import Case
from complaints.queries import visible_to
from disclosure.models import Mark, Publication, Stage
from disclosure.publication.rules import Piece, Stretch, pieces


def publications_of(actor: Actor) -> QuerySet[Publication]:
    """An officer's body's; a consumer's own; a merchant's, once it is shown to it. Nobody else's."""
    rows = Publication.objects.select_related("case__complaint__narrative", "case__merchant", "first", "second", "body")
    match actor.kind:
        case ActorKind.OFFICER if actor.organisation_id is not None:
            return rows.filter(body_id=actor.organisation_id)
        case ActorKind.CONSUMER if actor.user_id is not None:
            return rows.filter(case__complaint__user_id=actor.user_id).exclude(stage=Stage.REVIEW)
        case ActorKind.MERCHANT if actor.merchant_id is not None:
            return rows.filter(case__merchant_id=actor.merchant_id, notified_at__isnull=False)
        case _:
            return rows.none()


def counts_by_stage(actor: Actor) -> dict[str, int]:
    """How many wait in each stage."""
    counted = publications_of(actor).values("stage").annotate(n=Count("pk"))
    return dict(counted.values_list("stage", "n"))


def candidates(actor: Actor) -> QuerySet[Case]:
    """Cases of the body that could be published: mediation has them or they are closed, and nothing is on its way."""
    return (
        visible_to(actor)
        .filter(body_id=actor.organisation_id, merchant__isnull=False)
        .filter(Q(tier__gte=2) | Q(closed_at__isnull=False))
        .exclude(publications__stage__in=["review", "consent", "objection", "decision", "published", "withdrawn"])
        .select_related("complaint", "merchant")
        .order_by("-state_since", "-pk")
    )


def marks_of(publication: Publication) -> list[Mark]:
    """Doubtful ones first (DESIGN: masked text)."""
    marks = list(publication.marks.all())
    numbers = {mark.pk: number for number, mark in enumerate(sorted(marks, key=lambda m: m.start), start=1)}
    for mark in marks:
        mark.number = numbers[mark.pk]  # type: ignore[attr-defined]
    return sorted(marks, key=lambda m: (not m.doubt, m.start))


def side_by_side(publication: Publication) -> list[list[Piece]]:
    """The story beside what becomes public, paragraph by paragraph."""
    raw = publication.case.complaint.narrative.text
    marks = sorted(publication.marks.all(), key=lambda m: m.start)
    stretches = [Stretch(m.start, m.end, m.replacement, m.lifted) for m in marks]
    doubts = frozenset(at for at, mark in enumerate(marks) if mark.doubt and not mark.lifted)
    return [pieces(raw, stretches, doubts)]
