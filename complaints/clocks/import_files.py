"""Until when the files of an import are kept, from the rules in force (the fact `merchants.import_files_until`)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from complaints.clocks.calendar import Unit, local_day, recount
from complaints.clocks.queries import load_holidays, load_rule_sets
from complaints.clocks.rules import NoRuleSet, Rule, RuleName, RuleSet, choose


def kept_until(ended: Iterable[datetime], now: datetime) -> dict[datetime, datetime]:
    """For each moment an import ended: when its files are deleted, by the whole country's rule of that day.

    A moment without a rule is left out: nothing is guessed, and nothing deleted.
    """
    sets, holidays = load_rule_sets(), load_holidays()
    rules = {moment: _rule(sets, moment) for moment in set(ended)}
    return {
        moment: recount(moment, rule.value, rule.unit or Unit.CALENDAR, holidays)
        for moment, rule in rules.items()
        if rule is not None
    }


def _rule(sets: Iterable[RuleSet], moment: datetime) -> Rule | None:
    try:
        return choose(sets, (), local_day(moment)).rules.get(RuleName.IMPORT_FILES)
    except NoRuleSet:
        return None
