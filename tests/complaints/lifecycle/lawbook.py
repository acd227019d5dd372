"""The reference rule sets as decide gets them, without a database."""

from datetime import UTC, datetime

from complaints.clocks.published import published_holidays
from complaints.clocks.reference import REFERENCE_SETS
from complaints.clocks.rules import RuleSet
from complaints.lifecycle.decide import Law

NOW = datetime(2026, 6, 8, 1, 36, tzinfo=UTC)  # 09:36 in Shanghai


def reference_law() -> Law:
    """Every reference set under its position, completed from the sets it extends."""
    sets = {}
    by_code = {reference.code: reference for reference in REFERENCE_SETS}
    for position, reference in enumerate(REFERENCE_SETS, start=1):
        rules = dict(reference.rules)
        at = reference
        while at.extends:
            at = by_code[at.extends]
            rules = {**at.rules, **rules}
        sets[position] = RuleSet(
            position,
            reference.code,
            reference.name,
            reference.division,
            reference.valid_from,
            reference.valid_to,
            rules,
        )
    return Law(sets, published_holidays())
