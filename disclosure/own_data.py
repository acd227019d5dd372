"""What of a publication tells of people and is not masked, and what keeps a case longer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from complaints.retention.tables import OfCase
from disclosure.models import Publication
from disclosure.models.publication import Stage
from disclosure.publication.steps import OPEN
from mediation.models import ConfirmationPack

CASES = (
    OfCase("disclosure.Mark", "publication__case_id", "delete"),
    OfCase("disclosure.Publication", "case_id", "blank"),
    OfCase("disclosure.PublicationEvent", "publication__case_id", "keep", "who published what must stay provable"),
)


def holds(case_ids: Sequence[int], now: datetime) -> dict[int, list[str]]:
    """Cases with a page that stands or is on its way, or before a court."""
    found: dict[int, list[str]] = {}
    asked = {
        "published": Publication.objects.filter(stage__in=[*OPEN, Stage.PUBLISHED]),
        "before_court": ConfirmationPack.objects.filter(filed_at__isnull=False, decided_at=None),
    }
    for reason, rows in asked.items():
        for case_id in set(rows.filter(case_id__in=case_ids).values_list("case_id", flat=True)):
            found.setdefault(case_id, []).append(reason)
    return found
