"""What rules, units, kinds and schemes are called, for the admin and the rule book."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.clocks.calendar import Unit
from complaints.clocks.rules import Kind, RuleName, Scheme

RULES: dict[str, Promise] = {
    RuleName.ANSWER: _("merchant's first substantive answer"),
    RuleName.TIER1_TOTAL: _("tier 1 in all"),
    RuleName.TIER1_EXTENSION: _("one extension of tier 1 by the consumer"),
    RuleName.UNJOINED_ANSWER: _("answer of a merchant who has not joined, from proven notice"),
    RuleName.UNJOINED_CAP: _("the same, at the latest from filing"),
    RuleName.SUPPLEMENT: _("consumer's supplement"),
    RuleName.REPICK: _("naming the right merchant after a wrong one"),
    RuleName.ODR_ANSWER: _("answer of an ODR company"),
    RuleName.SCREENING: _("screening"),
    RuleName.ROUTE_CHOICE: _("consumer's choice of the next route"),
    RuleName.SENT_OUT_RECEIPT: _("receipt for a case sent out of the area"),
    RuleName.ACCEPT_ADMINISTRATIVE: _("accept or not: market-supervision body"),
    RuleName.ACCEPT_ASSOCIATION: _("accept or not: association"),
    RuleName.ACCEPT_PEOPLE: _("accept or not: people's mediation committee"),
    RuleName.CHALLENGE_MEDIATOR: _("objection to a mediator"),
    RuleName.MEDIATION_ADMINISTRATIVE: _("mediation ends: market-supervision body"),
    RuleName.MEDIATION_ASSOCIATION: _("mediation ends: association"),
    RuleName.MEDIATION_PEOPLE: _("mediation ends: people's mediation committee"),
    RuleName.EXTENSION_MAX: _("longest extension or suspension of mediation"),
    RuleName.REVIEW: _("review of an association's refusal"),
    RuleName.REFERRAL_RECEIPT: _("department's receipt"),
    RuleName.REFERRAL_RESULT: _("department's result"),
    RuleName.REFERRAL_RETURN: _("return by a department without competence"),
    RuleName.CONFIRMATION: _("joint application for judicial confirmation"),
    RuleName.COURT_RECEIPT: _("court's answer whether it takes the application"),
    RuleName.COURT_DECISION: _("court's decision on confirmation"),
    RuleName.COURT_DELEGATED: _("mediation delegated by a court"),
    RuleName.ENFORCEMENT: _("application for enforcement"),
    RuleName.LIMITATION: _("limitation of actions"),
    RuleName.PERFORMANCE_REMINDER: _("reminder before a duty is due"),
    RuleName.PERFORMANCE_OVERDUE: _("reminder after a duty was due"),
    RuleName.EVALUATION_1: _("first question whether it is solved"),
    RuleName.EVALUATION_7: _("second question whether it is solved"),
    RuleName.EVALUATION_20: _("last question; then the outcome is unknown"),
    RuleName.REOPEN: _("reopening a closed case"),
    RuleName.DRAFT_PURGE: _("keeping an unfinished draft"),
    RuleName.IMPORT_FILES: _("keeping the files of an import of merchants"),
    RuleName.RETENTION_TALKS: _("keeping a case that no body accepted"),
    RuleName.RETENTION_FILE: _("keeping a case that a body has a file of"),
    RuleName.OBJECTION: _("merchant's objection before publication"),
    RuleName.CORRECTION: _("correction of a published page"),
    RuleName.PAGE_LIFE: _("life of a published page"),
    RuleName.K_ANONYMITY: _("rows alike at least, in open data"),
    RuleName.MASK_ADULT_AGE: _("age below which a person's age, school and name are hidden"),
    RuleName.MASK_BIRTH_YEAR: _("year of birth from which not even the year is shown"),
    RuleName.MASK_BARE_DIGITS: _("digits from which a number that no word explains is hidden"),
    RuleName.MASK_LABELLED_DIGITS: _("digits from which a number behind a word such as order is hidden"),
    RuleName.MASK_TAIL_DIGITS: _("last digits of a card, telephone or identity number that may stay"),
    RuleName.MASK_NAME_BEHIND_ROLE: _("share from which a word behind a role is a name, in ten-thousandths"),
    RuleName.MASK_NAME_ANYWHERE: _("share from which a word is a name anywhere, in ten-thousandths"),
    RuleName.GROUP_NOTICED: _("similar complaints that alert officers"),
    RuleName.GROUP_REPRESENTATIVES: _("similar complaints that call for representatives"),
    RuleName.GROUP_COLLECTIVE: _("similar complaints that call for collective mediation"),
    RuleName.INDEX_PRIOR: _("weight of the industry's average in an index"),
    RuleName.INDEX_MINIMUM: _("cases needed before an index is shown"),
    RuleName.SURGE_CONSUMERS: _("distinct consumers in a surge"),
    RuleName.RUNAWAY_CONSUMERS: _("distinct consumers who cannot reach a prepaid merchant"),
    RuleName.RUNAWAY_WINDOW: _("time in which they must have said so"),
    RuleName.MATCH_OFFER: _("score from which a merchant is offered, in ten-thousandths"),
    RuleName.MATCH_AUTOMATIC: _("score from which a match may be automatic, in ten-thousandths"),
    RuleName.MATCH_LEAD: _("lead an automatic match needs over the next, in ten-thousandths"),
    RuleName.MATCH_TYPE_AHEAD: _("score from which a name is listed while one types, in ten-thousandths"),
    RuleName.MATCH_ALIAS_FINDABLE: _("people who must confirm a learned name before it is searched"),
    RuleName.MATCH_ALIAS_CERTAIN: _("people who must confirm a learned name before it can match by itself"),
}
UNITS: dict[str, Promise] = {
    Unit.CALENDAR: _("calendar days"),
    Unit.WORKING: _("working days"),
    Unit.MONTH: _("months"),
    Unit.YEAR: _("years"),
}
KINDS: dict[str, Promise] = {
    Kind.DEADLINE: _("deadline"),
    Kind.CAP: _("upper limit"),
    Kind.REMINDER: pgettext_lazy("kind of rule", "reminder"),
    Kind.RETENTION: _("retention"),
    Kind.THRESHOLD: _("threshold"),
}
SCHEMES: dict[str, Promise] = {Scheme.STANDARD: _("standard"), Scheme.ODR: _("ODR company")}


def rule_choices() -> list[tuple[str, Promise]]:
    """For the model field; a function, so that a new rule name needs no migration."""
    return list(RULES.items())


def unit_choices() -> list[tuple[str, Promise]]:
    """For the model field."""
    return list(UNITS.items())


def kind_choices() -> list[tuple[str, Promise]]:
    """For the model field."""
    return list(KINDS.items())


def scheme_choices() -> list[tuple[str, Promise]]:
    """For the model field."""
    return list(SCHEMES.items())
