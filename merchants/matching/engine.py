"""The engine: normalise, fetch candidates, score, decide, say why."""

import heapq
from collections.abc import Iterable
from dataclasses import replace

from merchants.matching import candidates, grams, identifiers, identity, reasons, sentences, sounds, weights
from merchants.matching.candidates import Found
from merchants.matching.decide import Thresholds, decide
from merchants.matching.features import Lens, Name
from merchants.matching.gazetteer import gazetteer
from merchants.matching.normalise import Typed, address_form, typed
from merchants.matching.places import Gazetteer
from merchants.matching.query import Decision, Match, Outcome, Query
from merchants.matching.score import Scored, address_share, score_address, score_name
from merchants.matching.statistics import GramStatistics, gram_statistics
from merchants.models import MatchDoc, Merchant

COMPARED = 40
"""At most so many names are compared closely; the index may bring more."""

Ranked = tuple[Scored, Found | None, list[str]]
"""A weighed comparison, the name it is of, and the identifiers that led to it."""


def answer(query: Query, thresholds: Thresholds, limit: int = 5) -> Outcome:
    """Find the merchant meant. Never raises on any text; see `Outcome` for what the answer means."""
    ranked, asked = _rank(query, thresholds)
    found = _matches(heapq.nlargest(limit, ranked.items(), key=_order), asked, query, thresholds)
    decision = decide(found, thresholds)
    if decision is Decision.NONE:
        heard = _heard(query, asked, thresholds, limit)
        if heard and (not found or heard[0].score > found[0].score):
            found = heard
            decision = decide(found, thresholds)
    if decision is not Decision.NONE:
        found = tuple(m for m in found if m.score >= thresholds.offer)
    return Outcome(decision, found)


def nearest(query: Query, thresholds: Thresholds, limit: int = 8) -> list[Match]:
    """Names for a list that opens as one types: best first, each merchant once."""
    ranked, asked = _rank(query, thresholds)
    first = heapq.nlargest(limit, ranked.items(), key=_order)
    best = [item for item in first if item[1][0].score >= thresholds.type_ahead]
    return list(_matches(best, asked, query, thresholds))


def _heard(query: Query, asked: Typed, thresholds: Thresholds, limit: int) -> tuple[Match, ...]:
    """The best that other readings of the text find."""
    places = gazetteer()
    best: tuple[Match, ...] = ()
    for other in sentences.readings(asked, query.text, places, _region(query.region, places)):
        ranked, _ = _rank(query, thresholds, other)
        if other.address:  # told otherwise, an address must be there in full
            ranked = {pk: one for pk, one in ranked.items() if one[0].share == 1.0}
        for scored, _name, _led in ranked.values():
            scored.odds -= weights.HEARD
            scored.notes.add("heard")
        found = _matches(heapq.nlargest(limit, ranked.items(), key=_order), other, query, thresholds)
        if found and (not best or found[0].score > best[0].score):
            best = found
    return best


def _order(item: tuple[int, Ranked]) -> tuple[float, int]:
    return item[1][0].odds, -item[0]


def _rank(query: Query, thresholds: Thresholds, asked: Typed | None = None) -> tuple[dict[int, Ranked], Typed]:
    places, statistics = gazetteer(), gram_statistics()
    asked = asked or _asked(query, places)
    found = candidates.fetch(candidates.probes(asked, statistics))
    known = identity.by_code(asked.codes, found) | identity.by_link(asked.links) | identity.by_phone(asked.phones)
    missing = known.keys() - {name.merchant_id for name in found}
    if missing:
        found += candidates.of_merchants(missing)
    found = [
        name for name in found if name.kind != MatchDoc.Kind.LEARNED or name.weight >= thresholds.confirmed_findable
    ]
    lens = Lens(statistics.bits, places)
    ranked: dict[int, Ranked] = {}
    for name in closest(found, asked, statistics, known.keys()):
        scored = _score(name, asked, query, lens)
        led = [known[name.merchant_id]] if name.merchant_id in known else []
        if led:
            scored = _with_identity(scored, led, asked)
        held = ranked.get(name.merchant_id)
        if held is None or scored.odds > held[0].odds:
            ranked[name.merchant_id] = (scored, name, led)
    return ranked, asked


def _asked(query: Query, places: Gazetteer) -> Typed:
    """Take the text apart and add what was given beside it."""
    asked = typed(query.text, places, _region(query.region, places))
    codes, phones, address = list(asked.codes), list(asked.phones), asked.address
    if query.uscc:
        code = identifiers.repair_code(query.uscc)
        codes += [code] if 15 <= len(code) <= 19 else []
    if query.phone:
        number = identifiers.clean_phone(query.phone)
        phones += [number] if number else []
    if query.address and not asked.text:
        address = address_form(query.address)
    return replace(asked, codes=tuple(dict.fromkeys(codes)), phones=tuple(dict.fromkeys(phones)), address=address)


def _region(region: str | None, places: Gazetteer) -> str | None:
    if region and region.isdigit():
        words = places.words_of(region) or places.words_of(region[:6])
        return words[0] if words else None
    return region


def closest(found: list[Found], asked: Typed, statistics: GramStatistics, keep: Iterable[int]) -> list[Found]:
    """The names worth a close look: by the weight of the character pairs they share with the text."""
    if len(found) <= COMPARED:
        return found
    texts = candidates.proper_texts(asked)
    wanted = {gram: statistics.bits(gram) for text in texts for gram in grams.pairs(text)}
    begins = {sounds.sound(text[:2]) for text in texts}
    places = {*asked.hints, *asked.places}
    kept = set(keep)

    def shared(name: Found) -> float:
        weight = sum(wanted.get(gram, 0.0) for gram in set(grams.pairs(name.text)))
        if places.intersection(name.places):
            weight += 0.5
        if sounds.sound(name.text[name.start : name.start + 2]) in begins:
            weight += 0.8
        return weight + 10 * (name.merchant_id in kept)

    if asked.address:
        address = set(grams.address_parts(asked.address))
        by_address = heapq.nlargest(
            COMPARED // 2, found, key=lambda name: len(address & set(grams.address_parts(name.address)))
        )
        return list({n.doc_id: n for n in (*by_address, *heapq.nlargest(COMPARED, found, key=shared))}.values())
    return heapq.nlargest(COMPARED, found, key=shared)


def _score(found: Found, asked: Typed, query: Query, lens: Lens) -> Scored:
    name = Name(found.text, found.start, found.places)
    scored = score_name(asked, name, lens, found.address)
    if asked.address:
        other = score_address(asked, name, found.address, lens.gazetteer)
        if other is not None and other.odds > scored.odds:
            scored = other
    elif query.address and address_share(address_form(query.address), found.address) >= 0.9:
        scored.odds += weights.ADDRESS_BESIDE
        scored.notes.add("address")
    if found.kind == MatchDoc.Kind.LEARNED and found.weight:
        scored.odds += weights.CONFIRMED * min(3, found.weight.bit_length())
    return scored


def _with_identity(scored: Scored, led: list[str], asked: Typed) -> Scored:
    """An identifier outweighs the name, unless a name was given and is quite another."""
    named = len(asked.text) >= 2 and scored.alignment is not None
    odds = max(weights.IDENTITY[kind] for kind in led)
    if named and scored.odds > 0:
        odds += weights.IDENTITY["name agrees"]
    elif named and scored.odds < -3:
        odds += weights.IDENTITY["name differs"]
        scored.notes.add("name differs")
    scored.odds = max(odds, scored.odds)
    scored.notes.add("identity")
    return scored


def _matches(best: list[tuple[int, Ranked]], asked: Typed, query: Query, thresholds: Thresholds) -> tuple[Match, ...]:
    rows = Merchant.objects.in_bulk([merchant_id for merchant_id, _ in best])
    return tuple(
        _match(rows[pk], scored, name, led, asked=asked, query=query, certain=_certain(scored, led, name, thresholds))
        for pk, (scored, name, led) in best
        if pk in rows
    )


def _match(
    merchant: Merchant, scored: Scored, name: Found | None, led: list[str], *, asked: Typed, query: Query, certain: bool
) -> Match:
    own_name = name is None or name.kind == MatchDoc.Kind.NAME
    matched_name = "" if own_name or name is None else name.text
    places = name.places if name else ()
    said: list[str] = [reasons.of_identity(kind) for kind in led]
    if scored.how == "address" or "address" in scored.notes:
        said.append(reasons.of_address())
    if "name differs" in scored.notes:
        said.append(reasons.of_identity("name differs"))
    elif scored.how != "address" and len(asked.text) >= 2 and (not led or scored.alignment is not None):
        said += reasons.of_name(scored, asked, matched_name)
    if name is not None and name.kind == MatchDoc.Kind.LEARNED and name.weight:
        said.append(reasons.of_confirmations(name.weight))
    said += reasons.of_place(scored, asked, query, places, merchant.place)
    return Match(
        merchant_id=merchant.pk, public_id=merchant.public_id, uscc=merchant.uscc or merchant.uscc_text or None,
        name=merchant.name,
        score=round(scored.score, 4), reasons=tuple(said), matched_name=matched_name,
        store_id=name.store_id if name else None, outside_region=scored.place.contradicts or scored.place.near,
        place=merchant.place, address=merchant.address, joined=merchant.has_joined,
        certain=certain,
    )  # fmt: skip


def _certain(scored: Scored, led: list[str], name: Found | None, thresholds: Thresholds) -> bool:
    """Is nothing left to guess? An identifier of its own, or the whole name in the right place."""
    if not scored.notes.isdisjoint(("name differs", "heard")):
        return False
    if any(kind in ("code", "registration", "phone", "link") for kind in led):
        return True
    if name is not None and name.kind == MatchDoc.Kind.LEARNED and name.weight < thresholds.confirmed_certain:
        return False
    return scored.whole and (scored.place.agrees or scored.told_place)
