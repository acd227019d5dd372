"""The engine as the house asks it: by the thresholds that are in force where and when somebody asks."""

from collections.abc import Iterable
from datetime import datetime

from accounts.switchboard import fact
from merchants.matching import engine
from merchants.matching.decide import Thresholds
from merchants.matching.query import Match, Outcome, Query


def thresholds_in_force(regions: Iterable[str | None], now: datetime) -> dict[str, Thresholds]:
    """Division code ("" for the whole country, and for a place given by name) → the thresholds of the day.

    Raises LookupError when no rule set is in force, or when the one in force lacks a rule: nothing is guessed.
    """
    known: dict[str, Thresholds] = fact("merchants.thresholds")({_code(region) for region in regions}, now)
    return known


def match(query: Query, limit: int = 5, *, now: datetime) -> Outcome:
    """Find the merchant meant. See `Outcome` for what the answer means; raises LookupError without rules."""
    return match_many([query], limit, now=now)[0]


def match_many(queries: Iterable[Query], limit: int = 5, *, now: datetime) -> list[Outcome]:
    """`match` for each, in their order; the rules are read once."""
    asked = list(queries)
    known = thresholds_in_force((query.region for query in asked), now)
    return [engine.answer(query, known[_code(query.region)], limit) for query in asked]


def suggest(text: str, region: str | None = None, limit: int = 8, *, now: datetime) -> list[Match]:
    """Names for a list that opens as one types: best first, each merchant once. Raises LookupError without rules."""
    return engine.nearest(Query(text, region=region), thresholds_in_force([region], now)[_code(region)], limit)


def _code(region: str | None) -> str:
    return region if region and region.isascii() and region.isdigit() else ""
