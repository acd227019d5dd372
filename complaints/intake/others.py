"""What others got: of cases like this one that have ended, which share of what was asked came back (FEATURES F11).

Only with ten cases or more; quartiles, never an average; cases whose end nobody knows are a row of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from complaints.lifecycle.states import Outcome
from complaints.models import Category

LEAST = 10
YEAR = timedelta(days=365)
# Asked between a third and three times as much: a band around the sum, so that a phone is not compared with a house.
BAND = 3

KNOWN = tuple(
    end.value
    for end in (
        Outcome.CONFIRMED_SOLVED, Outcome.CONFIRMED_UNSOLVED, Outcome.WITHDRAWN_PAID, Outcome.WITHDRAWN_UNPAID,
    )
)  # fmt: skip
NO_CASE = (Outcome.NOT_A_DISPUTE.value, Outcome.OUT_OF_SCOPE.value)

_SQL = """
WITH ended AS (
    SELECT extract(epoch FROM k.closed_at - k.filed_at) / 86400 AS days,
           CASE WHEN k.outcome = ANY(%(known)s) THEN least(1, k.recovered_fen::float / k.claimed_fen) END AS share
    FROM complaints_case k JOIN complaints_complaint c ON c.id = k.complaint_id
    WHERE c.category_code = %(category)s AND k.closed_at >= %(since)s AND k.claimed_fen > 0
      AND k.outcome <> ALL(%(no_case)s)
      AND (%(low)s::bigint IS NULL OR k.claimed_fen BETWEEN %(low)s AND %(high)s)
)
SELECT count(*), count(*) FILTER (WHERE share IS NULL), count(*) FILTER (WHERE share >= 1),
       count(*) FILTER (WHERE share > 0 AND share < 1),
       percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY share) FILTER (WHERE share IS NOT NULL),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY days)
FROM ended
"""


@dataclass(frozen=True, slots=True)
class Others:
    """Counts, and quartiles of the share in whole percent."""

    of_what: str
    total: int
    unknown: int
    whole: int
    part: int
    nothing: int
    low: int
    middle: int
    high: int
    days: int


def others(category: str, asked_fen: int | None, *, now: datetime) -> Others | None:
    """The same category and a like sum; where those are too few, the whole category, and it says so."""
    row = Category.objects.filter(code=category).first() if category else None
    if row is None:
        return None
    name = str(row)
    if asked_fen:
        found = _asked(category, now, asked_fen // BAND, asked_fen * BAND, _("%(name)s, like sums") % {"name": name})
        if found is not None:
            return found
    return _asked(category, now, None, None, _("%(name)s, all sums") % {"name": name})


def _asked(category: str, now: datetime, low: int | None, high: int | None, words: str) -> Others | None:
    with connection.cursor() as cursor:
        asked: dict[str, Any] = {"category": category, "since": now - YEAR, "low": low, "high": high}
        cursor.execute(_SQL, asked | {"known": list(KNOWN), "no_case": list(NO_CASE)})
        total, unknown, whole, part, quartiles, days = cursor.fetchone()
    if total - unknown < LEAST:
        return None
    first, middle, third = (round(100 * share) for share in quartiles)
    return Others(
        words, total, unknown, whole, part, total - unknown - whole - part, first, middle, third, max(1, round(days))
    )
