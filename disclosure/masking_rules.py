"""The thresholds of desensitisation from the rules in force: where, and on which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from accounts.divisions import Divisions
from complaints.clocks.calendar import local_day
from complaints.clocks.queries import load_rule_sets
from complaints.clocks.rules import choose
from complaints.models import Case
from disclosure.desensitise import Thresholds


def masking_thresholds(*, now: datetime, divisions: Sequence[str] = ()) -> Thresholds:
    """What the rule set in force on that day in Shanghai says, for a division and its parents, nearest first.

    Raises NoRuleSet when no set is in force, KeyError naming rule and set when one is missing.
    """
    return Thresholds.of(choose(load_rule_sets(), divisions, local_day(now)).__getitem__)


def thresholds_for(case: Case, now: datetime) -> Thresholds:
    """What is in force today where the consumer of a case is: publication asks for the day it masks, not of filing."""
    known, region = Divisions.load(), case.complaint.region
    return masking_thresholds(now=now, divisions=known.ancestors(region) if region in known else ())
