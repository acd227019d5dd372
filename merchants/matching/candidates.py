"""From what was typed to a few hundred names worth comparing. PostgreSQL, always through the gram index.

Each way in ("probe") asks for names that hold all of a few grams. Which grams is decided here from the
statistics, so that a probe is expected to bring no more than a few hundred rows; common grams are only
used together with a place or with each other. Sequential scans are forbidden for the statement, because
the planner would take an unknown gram for a common one and walk the table (MEASURED 4).
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations

from django.db import connection, transaction

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
    """The ways in for this text, narrow ones first. Pure."""
    out: dict[Probe, None] = {}
    places = [grams.place(word) for word in dict.fromkeys((*typed.hints, *typed.places))]

    def add(*wanted: int) -> None:
        out[tuple(sorted(set(wanted)))] = None

    def add_narrow(gram: int) -> None:
        """The gram alone when it is narrow, else with each place."""
        if statistics.count(gram) <= WIDE:
            add(gram)
        else:
            for spot in places:
                add(gram, spot)
            if not places and statistics.count(gram) <= WIDE * 10:
                add(gram)

    for code in typed.codes:
        for part in grams.code_parts(code):
            add(part)
    for text in dict.fromkeys(filter(None, (typed.text, typed.whole))):
        add(grams.key(text))
    _add_latin(typed, statistics, places, add, add_narrow)
    _add_address(typed, statistics, places, add)
    _add_names(typed, statistics, places, add, add_narrow)
    return list(out)[:MOST_PROBES]


def _proper(typed: Typed) -> list[str]:
    """The text with and without the places named in it."""
    out = [typed.text]
    bare = typed.text
    for word in typed.places:
        for form in (word + "市", word + "县", word + "区", word + "省", word):
            if form in bare and len(bare) - len(form) >= 2:
                bare = bare.replace(form, "", 1)
                break
    if bare != typed.text:
        out.append(bare)
    return out


def _add_names(typed, statistics, places, add, add_narrow) -> None:  # type: ignore[no-untyped-def]
    texts = [text for text in _proper(typed) if len(text) >= 2]
    if not texts or typed.latin:
        return
    for text in texts:
        heard = sounds.sound(text)
        if len(heard) >= grams.SOUND_FROM and not text.isascii():
            add_narrow(grams.sound_key(heard[: grams.SOUND_TO]))
            if len(heard) > 3:
                add_narrow(grams.sound_key(heard[:3]))
                add_narrow(grams.sound_key(heard[:2]))
    text = texts[-1]
    own = list(dict.fromkeys([*grams.pairs(text), *grams.sound_pairs(sounds.sound(text))]))
    own.sort(key=statistics.count)
    rare = own[:6]
    for gram in rare[:3]:
        add_narrow(gram)
    for one, other in combinations(rare, 2):
        if statistics.share(one) * statistics.share(other) * statistics.rows * 50 <= WIDE:
            add(one, other)
    for spot in places:
        for gram in rare[:5]:
            add(gram, spot)


def _add_latin(typed: Typed, statistics: GramStatistics, places: Sequence[int], add, add_narrow) -> None:  # type: ignore[no-untyped-def]
    if not typed.latin:
        return
    for reading in sounds.split(typed.latin)[:4]:
        add_narrow(grams.sound_key(reading[: grams.SOUND_TO]))
        heard = sorted(grams.sound_pairs(reading), key=statistics.count)
        add(*heard[:3])
        for spot in places:
            add(*heard[:2], spot)
    if grams.INITIALS_FROM <= len(typed.latin) <= grams.INITIALS_TO:
        add_narrow(grams.initials_key(typed.latin))


def _add_address(typed: Typed, statistics: GramStatistics, places: Sequence[int], add) -> None:  # type: ignore[no-untyped-def]
    if not typed.address:
        return
    parts = list(dict.fromkeys(grams.address_parts(typed.address)))
    parts.sort(key=statistics.count)
    add(*parts[:6])
    for spot in places:
        add(*parts[:3], spot)
    add(*parts[:3])


_ONE = (
    "(SELECT id, merchant_id, store_id, kind, text, start, places, address, weight "
    "FROM merchants_matchdoc WHERE grams @> %s LIMIT {limit})"
)


def fetch(wanted: Iterable[Probe]) -> list[Found]:
    """Run the probes in one statement; each name once."""
    lists = [list(probe) for probe in wanted]
    if not lists:
        return []
    sql = " UNION ALL ".join([_ONE.format(limit=PER_PROBE)] * len(lists))
    with _index_only(), connection.cursor() as cursor:
        cursor.execute(sql, lists)
        rows = cursor.fetchall()
    seen: dict[int, Found] = {}
    for doc_id, merchant_id, store_id, kind, text, start, places, address, weight in rows:
        if doc_id not in seen:
            seen[doc_id] = Found(doc_id, merchant_id, store_id, kind, text, start, tuple(places), address, weight)
    return list(seen.values())


@contextmanager
def _index_only() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan = on")


def of_merchants(ids: Iterable[int]) -> list[Found]:
    """The registered names of merchants found by an identifier."""
    rows = MatchDoc.objects.filter(merchant_id__in=list(ids), kind=MatchDoc.Kind.NAME)
    return [
        Found(d.pk, d.merchant_id, d.store_id, d.kind, d.text, d.start, tuple(d.places), d.address, d.weight)
        for d in rows
    ]
