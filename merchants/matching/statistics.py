"""How common each gram is, as PostgreSQL's own statistics say; read once and kept for a while.

The planner keeps figures of the commonest elements of an array column. A gram that is not among them is
rare. That is all the engine needs to choose the narrow way in itself, instead of trusting an estimate
that takes an unknown gram for a common one (MEASURED 4).
"""

import math
from dataclasses import dataclass, field
from functools import cache, cached_property

from django.db import connection

from merchants.matching.grams import pairs
from merchants.matching.kept import Kept
from merchants.matching.words import TRADE_WORDS

_TOO_SMALL = 5_000

_SQL = """
SELECT most_common_elems::text::int[], most_common_elem_freqs
FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'merchants_matchdoc' AND attname = 'grams'
"""


@dataclass(frozen=True)
class GramStatistics:
    """Shares of the searchable names that hold a gram, and how many names there are."""

    rows: int = 0
    shares: dict[int, float] = field(default_factory=dict)
    rare: float = 0.0

    def share(self, gram: int) -> float:
        """The share of names that hold this gram; for a rare one an upper bound."""
        return self.shares.get(gram, self.rare)

    def count(self, gram: int) -> float:
        return self.share(gram) * self.rows

    def bits(self, gram: int) -> float:
        """How telling a gram is: 1 for one that a thousandth or fewer hold, towards 0 for a common one."""
        return self._bits.get(gram, 1.0)

    @cached_property
    def _bits(self) -> dict[int, float]:
        return {gram: -math.log10(share) / 3 for gram, share in self.shares.items() if share > 1e-3}


def gram_statistics() -> GramStatistics:
    """The figures, at most ten minutes old. An empty directory, or one never analysed, has none."""
    return _kept()


def forget() -> None:
    """Read the figures anew next time (after an import, in tests)."""
    _kept.forget()


def _read() -> GramStatistics:
    with connection.cursor() as cursor:
        cursor.execute("SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = 'merchants_matchdoc'::regclass")
        rows = int(cursor.fetchone()[0])
        cursor.execute(_SQL)
        found = cursor.fetchone()
    if not found or not found[0]:
        return GramStatistics(rows=rows, shares=_usual(), rare=1e-3)
    elements, shares = found
    # The last three figures are the least, the greatest and the share of nulls.
    table = dict(zip(elements, shares, strict=False))
    rare = min(shares[: len(elements)])
    if rows < _TOO_SMALL:
        # Everything is as rare as one row here: what is common elsewhere still counts as common.
        table = {**table, **_usual()}
        rare = min(rare, 1e-3)
    return GramStatistics(rows=rows, shares=table, rare=rare)


@cache
def _usual() -> dict[int, float]:
    return {gram: 0.01 for word in TRADE_WORDS.split() for gram in pairs(word)}


_kept = Kept(_read)
