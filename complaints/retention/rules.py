"""When a complaint's time is over, and what keeps it longer. Pure.

A case that ended between the parties is kept as long as it could still be sued about; one of which a body has a file,
as long as such files are kept. A complaint goes when the last of its cases may.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from complaints.clocks.calendar import Holidays, Unit, due
from complaints.clocks.rules import Rule, RuleName, RuleSet

#: From this tier on a body has accepted the case and keeps a file.
FILE_FROM_TIER = 2


@dataclass(frozen=True, slots=True)
class KeptCase:
    """What decides how long one case is kept. `holds`: coded reasons in force, whoever gave them."""

    case_id: int
    tier: int
    closed_at: datetime | None
    rules: RuleSet
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """`ends`: when the time is over, None while a case is open. `holds`: what keeps it longer. `rule` decided."""

    ends: datetime | None
    holds: tuple[str, ...]
    rule: Rule | None

    def is_due(self, now: datetime) -> bool:
        """Whether it may go now."""
        return self.ends is not None and self.ends <= now and not self.holds


def rule_for(case: KeptCase) -> Rule | None:
    """The rule of the set the case goes by; None where an operator's own set has none (the health page says so)."""
    return case.rules.rules.get(RuleName.RETENTION_FILE if case.tier >= FILE_FROM_TIER else RuleName.RETENTION_TALKS)


def verdict(cases: Sequence[KeptCase], holidays: Holidays) -> Verdict:
    """When a complaint with these cases may go. Raises ValueError for a complaint without cases."""
    if not cases:
        raise ValueError("a complaint has at least one case")
    holds = tuple(dict.fromkeys(hold for case in cases for hold in case.holds))
    latest: tuple[datetime, Rule] | None = None
    for case in cases:
        rule = rule_for(case)
        if case.closed_at is None or rule is None:
            return Verdict(None, holds, None)
        ends = due(case.closed_at, rule.value, rule.unit or Unit.YEAR, holidays)
        if latest is None or ends > latest[0]:
            latest = (ends, rule)
    assert latest is not None
    return Verdict(latest[0], holds, latest[1])
