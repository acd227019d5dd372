"""Loads the rules of `reference.py`. What is already there stays: the operator may have changed it."""

from __future__ import annotations

from django.db import transaction

from complaints.clocks.published import SOURCE, published_holidays
from complaints.clocks.reference import REFERENCE_SETS, ReferenceSet
from complaints.models import HolidayOverride, Rule, RuleSet


@transaction.atomic
def load_rules() -> str:
    """Add the rule sets and rules that are missing. A sentence of what is now there."""
    there = {row.code: row for row in RuleSet.objects.all()}
    for reference in REFERENCE_SETS:
        if reference.code not in there:
            there[reference.code] = _add_set(reference, there)
        _add_rules(there[reference.code], reference)
    return f"rules: {RuleSet.objects.count()} sets with {Rule.objects.count()} rules"


def _add_set(reference: ReferenceSet, there: dict[str, RuleSet]) -> RuleSet:
    return RuleSet.objects.create(
        code=reference.code,
        name=reference.name,
        division_code=reference.division,
        scheme=reference.scheme.value,
        extends=there[reference.extends] if reference.extends else None,
        valid_from=reference.valid_from,
        valid_to=reference.valid_to,
    )


def _add_rules(rule_set: RuleSet, reference: ReferenceSet) -> None:
    known = set(rule_set.rules.values_list("name", flat=True))
    for rule in reference.rules.values():
        if rule.name.value not in known:
            Rule.objects.create(
                rule_set=rule_set,
                name=rule.name.value,
                value=rule.value,
                unit=rule.unit.value if rule.unit else "",
                kind=rule.kind.value,
                source=rule.source,
                is_policy=rule.policy,
                is_doubtful=rule.doubtful,
            )


def load_holidays() -> str:
    """Nothing to add: published years come with the package. A sentence of which, and how many days are overridden."""
    years = published_holidays().published
    overridden = HolidayOverride.objects.count()
    return f"holidays: published for {min(years)} to {max(years)} ({SOURCE}), {overridden} days ruled otherwise here"
