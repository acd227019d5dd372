"""The rules a case filed today goes by, grouped for readers, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from complaints.clocks.calendar import local_day
from complaints.clocks.labels import RULES, UNITS
from complaints.clocks.queries import load_rule_sets
from complaints.clocks.rules import NoRuleSet, Rule, RuleSet, choose


@dataclass(frozen=True)
class Shown:
    """One row of the page."""

    name: str
    value: str
    source: str
    doubtful: bool


def rules_in_force(now: datetime) -> tuple[RuleSet, list[Shown]] | None:
    """The whole country's rule set today and its rows in its own order; None before the rules are loaded."""
    try:
        chosen = choose(load_rule_sets(), [], local_day(now))
    except NoRuleSet:
        return None
    return chosen, [_shown(rule) for rule in chosen.rules.values()]


def _shown(rule: Rule) -> Shown:
    value = f"{rule.value}" if rule.unit is None else _("%(n)d %(unit)s") % {"n": rule.value, "unit": UNITS[rule.unit]}
    return Shown(str(RULES[rule.name]), value, rule.source, rule.doubtful)
