"""Sittings and agreements somebody may see: those of the cases they see."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet

from accounts.actors import Actor, ActorKind
from complaints.models import Demand
from complaints.queries import visible_to
from mediation.models import MediatedAgreement, Signature, Sitting
from mediation.models.signature import MarkKind, Side, Signed
from mediation.models.sitting import SittingState


def sittings_of(actor: Actor) -> QuerySet[Sitting]:
    """With what a page names."""
    rows = Sitting.objects.filter(Exists(visible_to(actor).filter(pk=OuterRef("case_id"))))
    return rows.select_related("case__complaint", "case__mediator", "planned_by").order_by("starts_at", "pk")


def calendar_of(actor: Actor, now: datetime) -> QuerySet[Sitting]:
    """What lies ahead, and what was to be held but has no record yet."""
    return sittings_of(actor).filter(state=SittingState.PLANNED, starts_at__gte=now - timedelta(days=60))


def agreements_of(actor: Actor) -> QuerySet[MediatedAgreement]:
    """Agreements in force and drafts to be signed, for the parties and those who handle the case.

    A draft is privileged: departments, courts and superior bodies see an agreement only once it is in force.
    """
    rows = MediatedAgreement.objects.filter(
        Exists(visible_to(actor).filter(pk=OuterRef("case_id"))), dropped_at=None
    ).select_related("case__complaint", "case__body", "case__mediator", "case__merchant")
    if actor.kind in (ActorKind.CONSUMER, ActorKind.MERCHANT, ActorKind.MEDIATOR):
        return rows
    if actor.kind is ActorKind.OFFICER:
        mine = visible_to(actor).filter(pk=OuterRef("case_id"), body_id=actor.organisation_id)
        return rows.filter(Exists(mine)) | rows.exclude(effective_at=None)
    return rows.exclude(effective_at=None)


def signatures_on(signed: Signed, subject_id: int) -> list[tuple[Side, Signature | None]]:
    """Each side with its signature, the best one first; None while it is missing."""
    there: dict[str, Signature] = {}
    looks = dict(MarkKind.choices)
    rows = Signature.objects.filter(signed=signed, subject_id=subject_id).annotate(look=F("mark__kind"))
    for signature in rows.order_by("pk"):
        signature.mark_kind = looks.get(signature.look, "")  # type: ignore[attr-defined]  # for the page
        there[signature.side] = signature
    return [(side, there.get(side.value)) for side in Side]


def lines_from_demands(case_id: int) -> list[dict[str, object]]:
    """A first draft: what the consumer asks, line by line (FEATURES A9)."""
    return [
        {
            "kind": demand.kind,
            "title": demand.title or str(demand.get_kind_display()),
            "amount": demand.amount_fen,
            "due_on": demand.due_on,
        }
        for demand in Demand.objects.filter(case_id=case_id)
    ]
