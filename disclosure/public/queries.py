"""What the public reads: the flat table of published cases, and counts of a merchant's closed cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from accounts.prepared import Prepared
from complaints.lifecycle.states import Outcome
from complaints.models import Case
from disclosure.models import PublishedCase
from merchants.models import Merchant

YEAR = timedelta(days=365)
# Those that say how a dispute ended; the others are in no share.
COUNTED = (
    Outcome.CONFIRMED_SOLVED, Outcome.CONFIRMED_UNSOLVED, Outcome.CLAIMED_BY_MERCHANT, Outcome.UNKNOWN,
    Outcome.WITHDRAWN_PAID, Outcome.WITHDRAWN_UNPAID,
)  # fmt: skip


def published(text: str = "") -> QuerySet[PublishedCase]:
    """Published cases that are not hidden; with words: in merchant, title or text."""
    rows = PublishedCase.objects.filter(hidden=False)
    for word in text.split()[:5]:
        rows = rows.filter(Q(merchant_name__icontains=word) | Q(title__icontains=word) | Q(text__icontains=word))
    return rows


NEWEST = Prepared(lambda: published().order_by("-published_at", "-id")[:3])


def newest() -> list[PublishedCase]:
    """The last three, for the front page; read anew each time, so that what is taken down is gone at once."""
    return NEWEST.all()


@dataclass(frozen=True, slots=True)
class Line:
    """One outcome with its count."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Record:
    """A merchant's closed cases of twelve months: every number with its base, unknown in a row of its own."""

    lines: tuple[Line, ...]
    total: int
    answered: int
    asked: int
    open: int


def record_of(merchant: Merchant, now: datetime) -> Record:
    """Two queries, however many cases."""
    counted = dict(
        Case.objects.filter(merchant=merchant, closed_at__gte=now - YEAR)
        .values("outcome")
        .annotate(n=Count("pk"))
        .values_list("outcome", "n")
    )
    lines = tuple(Line(str(outcome.label), counted.get(outcome.value, 0)) for outcome in COUNTED)
    sums = Case.objects.filter(merchant=merchant, filed_at__gte=now - YEAR).aggregate(
        open=Count("pk", filter=Q(closed_at=None)),
        asked=Count("pk", filter=Q(joined=True) & (Q(answered_at__isnull=False) | Q(tier__gte=2))),
        answered=Count("pk", filter=Q(joined=True, answered_at__isnull=False)),
    )
    return Record(lines, sum(line.count for line in lines), sums["answered"], sums["asked"], sums["open"])
