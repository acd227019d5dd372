"""Which merchant of the directory a consumer means who did not choose one: asked of the engine at submission."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from merchants.matching import Decision, Match, Query, match_many
from merchants.matching.fold import fold
from merchants.matching.identifiers import find


@dataclass(frozen=True, slots=True)
class Described:
    """A merchant as the consumer describes it. `declined`: merchants shown to the consumer, who chose none of them."""

    name: str
    hint: str = ""
    region: str = ""
    declined: frozenset[int] = frozenset()


def question(name: str, hint: str = "", region: str = "") -> Query:
    """The name, and what in the hint identifies: a telephone, a credit code, a link."""
    beside = find(fold(hint))
    return Query(
        " ".join((name, *beside.links)),
        phone=next(iter(beside.phones), None),
        uscc=next(iter(beside.codes), None),
        region=region or None,
    )


def certain(wanted: Sequence[Described], *, now: datetime) -> list[Match | None]:
    """For each the merchant the engine would take by itself, by the rules in force; None where a person must look.

    Raises LookupError when no thresholds are in force.
    """
    outcomes = match_many([question(each.name, each.hint, each.region) for each in wanted], limit=2, now=now)
    return [
        outcome.candidates[0]
        if outcome.decision is Decision.AUTO and outcome.candidates[0].merchant_id not in each.declined
        else None
        for each, outcome in zip(wanted, outcomes, strict=True)
    ]
