"""Papers of a case that its consumer may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from complaints.models import Case
from documents.models import Status
from documents.queries import papers_of as readable


@dataclass(frozen=True, slots=True)
class Row:
    """A paper as the list draws it; `href` is empty while it is printed."""

    name: str
    at: datetime | None
    href: str
    is_void: bool


def papers_of(case: Case) -> list[Row]:
    """Newest first."""
    return [
        Row(
            f"{paper.title} {paper.serial}".strip(),
            paper.issued_at or paper.numbered_at,
            reverse("documents:paper", args=[paper.public_id]) if paper.status != Status.ISSUING else "",
            paper.status == Status.VOID,
        )
        for paper in readable(case.pk, {"consumer"}).order_by("-pk")
    ]
