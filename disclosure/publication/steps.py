"""What both halves of a publication's way share: the locked row, its log, telling people."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from accounts.actors import Actor
from complaints.clocks import calendar
from complaints.clocks.calendar import Unit
from complaints.lifecycle import gather
from disclosure.models import Publication, PublicationEvent, Stage
from notices.outbox import OutboxRow, enqueue

OPEN = (Stage.REVIEW, Stage.CONSENT, Stage.OBJECTION, Stage.DECISION)


def locked(publication_id: int) -> Publication:
    return (
        Publication.objects.select_for_update(of=("self",))
        .select_related("case__complaint", "case__merchant")
        .get(pk=publication_id)
    )


def show_merchant(publication: Publication, now: datetime) -> None:
    """The merchant sees the very text and has its working days to object."""
    case = publication.case
    law = gather.law()
    rule = law.rule_sets[case.rule_set_id]["objection"]
    publication.stage = Stage.OBJECTION
    publication.notified_at = now
    publication.objection_days, publication.objection_unit = rule.value, rule.unit or Unit.WORKING
    publication.objection_until = calendar.due(now, rule.value, publication.objection_unit, law.holidays)
    publication.save(update_fields=["stage", "notified_at", "objection_until", "objection_days", "objection_unit"])
    tell(publication, "publication_objection", "merchant", now)


def log(publication: Publication, what: str, actor: Actor | None, now: datetime, code: str = "") -> None:
    PublicationEvent.objects.create(
        publication=publication, at=now, what=what, by_id=actor.user_id if actor else None, code=code
    )


def tell(publication: Publication, template: str, audience: str, now: datetime, was: datetime | None = None) -> None:
    """`was`: the end that the time for objections had before a correction."""
    enqueue(
        [
            OutboxRow(
                template=template,
                audience=audience,
                idempotency_key=f"publication:{publication.pk}:{template}:{audience}:{now.isoformat()}",
                case_id=publication.case_id,
                context={
                    "number": publication.case.number,
                    "url": f"{settings.PUBLIC_URL}/publications/{publication.public_id}/",
                    "until": publication.objection_until.isoformat() if publication.objection_until else "",
                    "was": was.isoformat() if was else "",
                },
            )
        ],
        now=now,
    )
