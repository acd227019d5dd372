"""From what was typed to a few hundred names worth comparing. PostgreSQL, always through the gram index.

Each way in ("probe") asks for names that hold all of a few grams. Which grams is decided here from the
statistics, so that a probe is expected to bring no more than a few hundred rows; common grams are only
used together with a place or with each other. Sequential scans are forbidden for the statement, because
the planner would take an unknown gram for a common one and walk the table (MEASURED 4).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from django.db import connection

from merchants.matching import grams, sounds
from merchants.matching.normalise import Typed
from merchants.matching.statistics import GramStatistics
from merchants.models import MatchDoc

WIDE = 400
"""A probe may be expected to bring this many rows, not more."""
PER_PROBE = 160
MOST_PROBES = 24


@dataclass(frozen=True, slots=True)
class Found:
    """A searchable name as it came from the index."""

    doc_id: int
    merchant_id: int
    store_id: int | None
    kind: int
    text: str
    start: int
    places: tuple[str, ...]
    address: str
    weight: int


Probe = tuple[int, ...]
"""Grams that a name must all hold."""


def probes(typed: Typed, statistics: GramStatistics) -> list[Probe]:
    """The ways in for this text, the surest first. Pure."""
    made = _Probes(statistics, [grams.place(word) for word in dict.fromkeys((*typed.hints, *typed.places))])
    for code in typed.codes:
        for part in grams.code_parts(code):
            made.add(part)
    for text in dict.fromkeys(filter(None, (typed.text, typed.whole))):
        made.add(grams.key(text))
    if typed.latin:
        made.by_letters(typed.latin)
    if typed.address:
        made.by_address(typed.address)
    if not typed.latin:
        made.by_name([text for text in proper_texts(typed) if len(text) >= 2])
    return list(made.out)[:MOST_PROBES]


def proper_texts(typed: Typed) -> list[str]:
    """The text, and the text without the places named in it."""
    bare = typed.text
    for word in typed.places:
        for form in (word + "市", word + "县", word + "区", word + "省", word):
            if form in bare and len(bare) - len(form) >= 2:
                bare = bare.replace(form, "", 1)
                break
    return list(dict.fromkeys((typed.text, bare)))


class _Probes:
    """Collects probes; each is used once, in the order in which it was first thought of."""

    def __init__(self, statistics: GramStatistics, places: list[int]) -> None:
        self.statistics = statistics
        self.places = places
        self.out: dict[Probe, None] = {}

    def add(self, *wanted: int) -> None:
        """Names that hold all of these."""
        if wanted:
            self.out[tuple(sorted(set(wanted)))] = None

    def narrow(self, gram: int) -> None:
        """The gram alone when it is narrow enough, else together with each place."""
        count = self.statistics.count(gram)
        if count <= WIDE or (not self.places and count <= WIDE * 10):
            self.add(gram)
        else:
            self.near(gram)

    def near(self, *wanted: int) -> None:
        """Names that hold all of these in one of the places."""
        for spot in self.places:
            self.add(*wanted, spot)

    def rarest(self, codes: Iterable[int]) -> list[int]:
        return sorted(dict.fromkeys(codes), key=self.statistics.count)

    def by_name(self, texts: list[str]) -> None:
        """By the sound of the beginning, and by the rarest pairs of characters and of sounds."""
        if not texts:
            return
        for text in texts:
            heard = sounds.sound(text)
            self.narrow(grams.sound_key(heard[: grams.SOUND_TO]))
            if len(heard) > 3:
                self.narrow(grams.sound_key(heard[:3]))
                self.narrow(grams.sound_key(heard[:2]))
        # Without the places first; then with them, for the case that a place was part of the name (青龙食品).
        for most, text in zip((6, 3), reversed(texts), strict=False):
            self._by_pairs(text, most)

    def _by_pairs(self, text: str, most: int) -> None:
        rare = self.rarest([*grams.pairs(text), *grams.sound_pairs(sounds.sound(text))])[:most]
        for gram in rare[:3]:
            self.narrow(gram)
        for one, other in combinations(rare, 2):
            # Characters of one name go together far oftener than by chance: fifty times is a cautious guess.
            if self.statistics.share(one) * self.statistics.share(other) * self.statistics.rows * 50 <= WIDE:
                self.add(one, other)
        for gram in rare[:5]:
            self.near(gram)

    def by_letters(self, letters: str) -> None:
        """Letters read as syllables, or as first letters."""
        for reading in sounds.split(letters)[:4]:
            self.narrow(grams.sound_key(reading[: grams.SOUND_TO]))
            heard = self.rarest(grams.sound_pairs(reading))
            self.add(*heard[:3])
            self.near(*heard[:2])
        if grams.INITIALS_FROM <= len(letters) <= grams.INITIALS_TO:
            self.narrow(grams.initials_key(letters))

    def by_address(self, address: str) -> None:
        """By the rarest stretches of an address."""
        parts = self.rarest(grams.address_parts(address))
        self.add(*parts[:6])
        self.near(*parts[:3])
        self.add(*parts[:3])


# For this statement only: sent together with it, so that both are one transaction and one journey to the server.
_NO_SCAN = "SELECT set_config('enable_seqscan', 'off', true);"
# One plan for all probes: a nested loop over them, each a bitmap scan of the gram index. A union of as many
# subqueries finds the same and takes five times as long to plan.
_SQL = """
WITH hit AS MATERIALIZED (
    SELECT DISTINCT found.id
    FROM (VALUES {probes}) AS probe (grams)
    CROSS JOIN LATERAL (
        SELECT doc.id FROM merchants_matchdoc doc WHERE doc.grams @> probe.grams LIMIT {limit}
    ) AS found
)
SELECT doc.id, merchant_id, store_id, kind, text, start, places, address, weight
FROM hit JOIN merchants_matchdoc doc ON doc.id = hit.id
"""


def fetch(wanted: Iterable[Probe]) -> list[Found]:
    """Run the probes in one statement; each name once."""
    lists = [list(probe) for probe in wanted]
    if not lists:
        return []
    sql = _NO_SCAN + _SQL.format(probes=",".join(["(%s)"] * len(lists)), limit=PER_PROBE)
    with connection.cursor() as cursor:
        cursor.execute(sql, lists)
        rows = cursor.fetchall()
        if connection.in_atomic_block:
            cursor.execute("SELECT set_config('enable_seqscan', 'on', true)")
    return [Found(a, b, c, d, e, f, tuple(places), h, i) for a, b, c, d, e, f, places, h, i in rows]


def of_merchants(ids: Iterable[int]) -> list[Found]:
    """The registered names of merchants found by an identifier."""
    rows = MatchDoc.objects.filter(merchant_id__in=list(ids), kind=MatchDoc.Kind.NAME)
    return [
        Found(d.pk, d.merchant_id, d.store_id, d.kind, d.text, d.start, tuple(d.places), d.address, d.weight)
        for d in rows
    ]
