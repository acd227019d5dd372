"""The four tiers with their time limits, read from the rule set that a case filed today goes by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from complaints.clocks.calendar import Unit, local_day
from complaints.clocks.queries import load_rule_sets
from complaints.clocks.rules import NoRuleSet, Rule, RuleName, choose


@dataclass(frozen=True)
class Tier:
    """A step of the ladder: its name, who acts, and the limits."""

    name: str
    what: str
    limits: str


def span(rule: Rule) -> str:
    """7天, 7个工作日, 2年."""
    words = {
        Unit.CALENDAR: ngettext("%(n)d day", "%(n)d days", rule.value),
        Unit.WORKING: ngettext("%(n)d working day", "%(n)d working days", rule.value),
        Unit.MONTH: ngettext("%(n)d month", "%(n)d months", rule.value),
        Unit.YEAR: ngettext("%(n)d year", "%(n)d years", rule.value),
    }
    return words[rule.unit or Unit.CALENDAR] % {"n": rule.value}


def ladder(now: datetime) -> list[Tier]:
    """The four tiers; none before the rules are loaded."""
    try:
        rules = choose(load_rule_sets(), [], local_day(now))
    except NoRuleSet:
        return []
    limits = {name.value: span(rules[name]) for name in _USED}
    return [
        Tier(
            _("Reconciliation"),
            _("The merchant answers within %(answer)s") % limits,
            _("No answer: on to the next tier by itself"),
        ),
        Tier(
            _("Mediation"),
            _("The local association or office takes over"),
            _("Decides within %(accept_association)s whether it takes the case, ends within %(mediation_association)s")
            % limits,
        ),
        Tier(
            _("Referral"),
            _("To the department in charge"),
            _("Receipt within %(referral_receipt)s, result within %(referral_result)s") % limits,
        ),
        Tier(
            _("Court"),
            _("The court confirms the agreement"),
            _("Both apply within %(confirmation)s; once confirmed it can be enforced") % limits,
        ),
    ]


_USED = (
    RuleName.ANSWER,
    RuleName.ACCEPT_ASSOCIATION,
    RuleName.MEDIATION_ASSOCIATION,
    RuleName.REFERRAL_RECEIPT,
    RuleName.REFERRAL_RESULT,
    RuleName.CONFIRMATION,
)
