"""What is asked of the engine and what it answers. Pure data."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody gave to find a merchant. `region` is a place as written or a division code."""

    text: str
    phone: str | None = None
    region: str | None = None
    uscc: str | None = None
    address: str | None = None


class Decision(StrEnum):
    """What to do with the candidates."""

    AUTO = "auto"
    SHORTLIST = "shortlist"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Match:
    """One candidate. `score` is the model's odds as a share, 0 to 1; `reasons` are sentences for a consumer."""

    merchant_id: int
    public_id: UUID
    uscc: str | None
    """The credit code; where it fails its check, as the register wrote it."""
    name: str
    score: float
    reasons: tuple[str, ...]
    matched_name: str = ""
    """The alias or store name that matched, when it was not the registered name."""
    store_id: int | None = None
    outside_region: bool = False
    """The merchant is not in the place the consumer named. Whoever shows it must say so; `reasons` does."""
    place: str = ""
    address: str = ""
    joined: bool = False
    certain: bool = False
    """Nothing in the comparison is left to guess: only then may the match be automatic."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The engine's answer. Under NONE the candidates are the nearest names, not suggestions."""

    decision: Decision
    candidates: tuple[Match, ...] = ()
