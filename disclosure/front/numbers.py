"""How the cases closed within a year ended, unknown results in a row of their own; counted, never estimated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from complaints.lifecycle.states import Outcome
from complaints.models import Case

PERIOD = timedelta(days=365)
FRESH = timedelta(minutes=5)  # how old the numbers on the page may be

# Order of the rows, key of their colour (static/css/components.css), and their words.
ROWS = (
    (Outcome.CONFIRMED_SOLVED, "a", _("Consumer confirmed: resolved")),
    (Outcome.CONFIRMED_UNSOLVED, "b", _("Consumer confirmed: not resolved")),
    (Outcome.CLAIMED_BY_MERCHANT, "c", _("Only the merchant says resolved")),
    (Outcome.WITHDRAWN_PAID, "e", _("Withdrawn, the money has arrived")),
    (Outcome.WITHDRAWN_UNPAID, "f", _("Withdrawn, no money has arrived")),
    (Outcome.UNKNOWN, "d", _("Unknown (nobody answered)")),
)
NOT_COUNTED = (Outcome.NOT_A_DISPUTE, Outcome.OUT_OF_SCOPE)
GAP = 0.3  # percent of the bar between two parts


@dataclass(frozen=True)
class Row:
    """One outcome: its colour key, its words, how many."""

    key: str
    words: str
    count: int


@dataclass(frozen=True)
class FrontNumbers:
    """Cases closed in the year before `counted_at`. `elsewhere` were no consumer disputes or not ours to settle."""

    rows: tuple[Row, ...]
    elsewhere: int
    counted_at: datetime

    @property
    def total(self) -> int:
        """What every share is a share of."""
        return sum(row.count for row in self.rows)

    @property
    def parts(self) -> list[tuple[str, float, float]]:
        """Colour key, start and width of each part of the bar, in percent."""
        parts, start = [], 0.0
        for row in self.rows:
            width = 100 * row.count / self.total if self.total else 0.0
            if row.count:
                parts.append((row.key, round(start, 2), round(max(width - GAP, 0.1), 2)))
            start += width
        return parts


def front_numbers(counts: Mapping[str | None, int], counted_at: datetime) -> FrontNumbers:
    """Rows from counts by outcome; an outcome nobody had is a row with zero."""
    rows = tuple(Row(key, str(words), counts.get(outcome, 0)) for outcome, key, words in ROWS)
    return FrontNumbers(rows, sum(counts.get(outcome, 0) for outcome in NOT_COUNTED), counted_at)


def count_outcomes(now: datetime) -> dict[str | None, int]:
    """Closed cases of the last year by outcome, in one query; merged ones count where they were merged into."""
    closed = Case.objects.filter(closed_at__gt=now - PERIOD, closed_at__lte=now).exclude(state="merged")
    return dict(closed.order_by().values_list("outcome").annotate(Count("id")))


@lru_cache(maxsize=2)
def _counted_in(moment: datetime) -> dict[str | None, int]:
    return count_outcomes(moment)


def numbers_at(now: datetime) -> FrontNumbers:
    """The numbers of the last five minutes, counted once a process in that time."""
    moment = now - (now - datetime.min.replace(tzinfo=now.tzinfo)) % FRESH
    return front_numbers(_counted_in(moment), moment)


def forget() -> None:
    """Count anew at the next call."""
    _counted_in.cache_clear()
