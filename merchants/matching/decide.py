"""Automatic, short list, or none: three thresholds over the candidates. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from merchants.matching.query import Decision, Match


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Values of the dated rules; these are the defaults they start with (P)."""

    automatic: float = 0.985
    """A match below this score is never automatic."""
    margin: float = 0.04
    """Nor is one whose runner-up comes this near."""
    offer: float = 0.65
    """Below this score a candidate is no suggestion."""


DEFAULT = Thresholds()


def decide(candidates: Sequence[Match], thresholds: Thresholds = DEFAULT) -> Decision:
    """What to do with candidates sorted by score, best first.

    Automatic needs certainty, the score, a clear lead, and agreement with the place the consumer named.
    """
    if not candidates or candidates[0].score < thresholds.offer:
        return Decision.NONE
    best = candidates[0]
    rival = max((c.score for c in candidates[1:] if c.certain or c.score > best.score - thresholds.margin), default=0.0)
    if (
        best.certain
        and not best.outside_region
        and best.score >= thresholds.automatic
        and best.score - rival > thresholds.margin
    ):
        return Decision.AUTO
    return Decision.SHORTLIST
