"""One more answer for the lifecycle: which court confirms whose agreements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from accounts.divisions import Divisions
from accounts.models import Purpose
from complaints.models import Case
from mediation.jurisdiction.assign import settle
from mediation.jurisdiction.eligibility import Practice, eligibility
from mediation.jurisdiction.queries import cover_on, day_of
from mediation.jurisdiction.reasons import as_json
from mediation.models import CourtPractice

Answer = dict[str, Any]


def confirmations(case_ids: Sequence[int], now: datetime) -> dict[int, Answer]:
    """`lifecycle.confirmation`: whether a court can confirm an agreement of the case's body, which one, and why (not).

    The court of the mediating body's place, else of a party's domicile (民诉法, judicial confirmation; DOMAIN 8). Four
    queries, however many cases.
    """
    day = day_of(now)
    courts, divisions = cover_on(day, Purpose.COURT), Divisions.load()
    practices = _practices(day)
    found: dict[int, Answer] = {}
    rows = Case.objects.filter(pk__in=case_ids, body__isnull=False).order_by("pk")
    for case_id, body_id, kind, *places in rows.values_list(
        "pk", "body_id", "body__kind", "body__division_code", "merchant__division_code", "complaint__region"
    ):
        nearest: dict[int, str] = {}
        for code in places:
            court = settle(divisions.resolve(code).code, courts, divisions) if code and code in divisions else None
            if court is not None:
                nearest.setdefault(court.body.id, court.body.name)
        answer = eligibility(kind, body_id, list(nearest.items()), practices)
        found[case_id] = {
            "eligible": answer.eligible,
            "why": str(answer.why),
            "court_id": answer.court_id,
            "reason": as_json([answer.why]),
        }
    return found


def _practices(day: date) -> list[Practice]:
    rows = CourtPractice.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day).order_by("pk")
    return [Practice(*row) for row in rows.values_list("court_id", "body_kind", "body_id", "eligible", "source")]
