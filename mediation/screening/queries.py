"""Merchants an unmatched respondent could be."""

from __future__ import annotations

from datetime import datetime

from complaints.intake.identify import question
from complaints.models import Case
from merchants.matching import Outcome, Query, match

MOST = 8


def suggested_merchants(case: Case, words: str, now: datetime) -> Outcome:
    """What the directory holds for the words an officer typed; without any, for what the consumer wrote.

    Under Decision.NONE the candidates are the nearest names only.
    """
    region = case.respondent_division
    if words.strip():
        return match(Query(words, region=region or None), MOST, now=now)
    return match(question(case.respondent_name, case.respondent_hint, region), MOST, now=now)
