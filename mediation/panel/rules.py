"""May this mediator take this case? Conflicts forbid, load warns. Pure (FEATURES A7; 令121 art. 18: 回避)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Conflict(Enum):
    PARTY = "party"
    TEAM = "team"
    EMPLOYER = "employer"
    DECLARED = "declared"
    PAST_PARTY = "past_party"
    CHALLENGED = "challenged"


class Concern(Enum):
    """No ban: shown so that a person weighs it."""

    ABSENT = "absent"
    FULL = "full"
    SAME_MERCHANT = "same_merchant"
    NO_EXPERTISE = "no_expertise"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Matter:
    """What of a case a choice of mediator depends on."""

    consumer_id: int | None
    merchant_id: int | None
    merchant_name: str
    category: str
    divisions: Sequence[str]  # the merchant's, and those above it


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member of the panel, with what was looked up about them."""

    id: int
    user_id: int
    name: str
    employer: str = ""
    expertise: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    most_open: int = 12
    open_cases: int = 0
    absent: bool = False
    declared: frozenset[int] = frozenset()
    teams: frozenset[int] = frozenset()
    mediated: frozenset[int] = frozenset()  # merchants of cases they mediate or mediated
    complained: frozenset[int] = frozenset()  # merchants they have complained about themselves
    challenged: bool = False


def conflicts(candidate: Candidate, matter: Matter) -> tuple[Conflict, ...]:
    """Every reason why this person must not mediate this case."""
    found = []
    if candidate.user_id == matter.consumer_id:
        found.append(Conflict.PARTY)
    if matter.merchant_id in candidate.teams:
        found.append(Conflict.TEAM)
    if candidate.employer and _same_name(candidate.employer, matter.merchant_name):
        found.append(Conflict.EMPLOYER)
    if matter.merchant_id in candidate.declared:
        found.append(Conflict.DECLARED)
    if matter.merchant_id in candidate.complained:
        found.append(Conflict.PAST_PARTY)
    if candidate.challenged:
        found.append(Conflict.CHALLENGED)
    return tuple(found)


def concerns(candidate: Candidate, matter: Matter) -> tuple[Concern, ...]:
    """What speaks against the choice without forbidding it."""
    found = []
    if candidate.absent:
        found.append(Concern.ABSENT)
    if candidate.open_cases >= candidate.most_open:
        found.append(Concern.FULL)
    if matter.merchant_id in candidate.mediated:
        found.append(Concern.SAME_MERCHANT)
    if matter.category and candidate.expertise and matter.category not in candidate.expertise:
        found.append(Concern.NO_EXPERTISE)
    if candidate.areas and not candidate.areas & frozenset(matter.divisions):
        found.append(Concern.FAR)
    return tuple(found)


def ranked(candidates: Sequence[Candidate], matter: Matter) -> list[Candidate]:
    """The best choice first: no conflict, fewest concerns, knows the category, least loaded for what they can take."""
    return sorted(
        candidates,
        key=lambda each: (
            bool(conflicts(each, matter)),
            len(concerns(each, matter)),
            matter.category not in each.expertise,
            each.open_cases / each.most_open,
            each.id,
        ),
    )


def _same_name(employer: str, merchant: str) -> bool:
    """An employer named like the merchant, with or without the form of the company."""
    short, long = sorted((_bare(employer), _bare(merchant)), key=len)
    return len(short) >= 3 and short in long


def _bare(name: str) -> str:
    for ending in ("股份有限公司", "有限责任公司", "有限公司", "公司", "集团"):
        name = name.replace(ending, "")
    return "".join(char for char in name if char.isalnum())
