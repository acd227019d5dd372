"""Automatic, short list, or none: thresholds over the candidates. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from merchants.matching.query import Decision, Match


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The values of the dated rules in force; scores are shares between 0 and 1. None has a default: see `asking`."""

    offer: float
    """Below this score a candidate is no suggestion."""
    automatic: float
    """A match below this score is never automatic."""
    lead: float
    """Nor is one whose runner-up comes this near."""
    type_ahead: float
    """A list that opens while one types shows names from this score."""
    confirmed_findable: int
    """So many people must have confirmed a learned name before it is searched."""
    confirmed_certain: int
    """So many before it can lead to an automatic match, as a registered name can."""


def decide(candidates: Sequence[Match], thresholds: Thresholds) -> Decision:
    """What to do with candidates sorted by score, best first.

    Automatic needs certainty, the score, a clear lead, and agreement with the place the consumer named.
    """
    if not candidates or candidates[0].score < thresholds.offer:
        return Decision.NONE
    best = candidates[0]
    rival = max((c.score for c in candidates[1:] if c.certain or c.score > best.score - thresholds.lead), default=0.0)
    if (
        best.certain
        and not best.outside_region
        and best.score >= thresholds.automatic
        and best.score - rival > thresholds.lead
    ):
        return Decision.AUTO
    return Decision.SHORTLIST
