"""The thresholds of the matching engine, from the rules in force (the fact `merchants.thresholds`)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from accounts.divisions import Divisions
from complaints.clocks.calendar import local_day
from complaints.clocks.queries import load_rule_sets
from complaints.clocks.rules import WHOLE, RuleName, RuleSet, choose
from merchants.matching import Thresholds


def match_thresholds(divisions: Iterable[str], now: datetime) -> dict[str, Thresholds]:
    """For each division code ("" or an unknown one: the whole country) the thresholds of that day in Shanghai.

    Raises NoRuleSet when no set is in force, KeyError naming rule and set when one is missing.
    """
    sets, day = load_rule_sets(), local_day(now)
    wanted = set(divisions)
    known = Divisions.load() if any(wanted) else None
    return {code: _of(choose(sets, known.ancestors(code) if known and code in known else (), day)) for code in wanted}


def _of(rules: RuleSet) -> Thresholds:
    return Thresholds(
        offer=rules[RuleName.MATCH_OFFER].value / WHOLE,
        automatic=rules[RuleName.MATCH_AUTOMATIC].value / WHOLE,
        lead=rules[RuleName.MATCH_LEAD].value / WHOLE,
        type_ahead=rules[RuleName.MATCH_TYPE_AHEAD].value / WHOLE,
        confirmed_findable=rules[RuleName.MATCH_ALIAS_FINDABLE].value,
        confirmed_certain=rules[RuleName.MATCH_ALIAS_CERTAIN].value,
    )
