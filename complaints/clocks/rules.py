"""Rules as data: what a clock or a threshold is worth, and where that stands. Pure.

Rows live in `complaints.models.rules`, their first filling in `published.py`. A clock copies value, unit and source on
the day it starts, so a later change of a rule never moves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from complaints.clocks.calendar import Unit


class RuleName(StrEnum):
    """Every rule the platform knows; a rule set holds one of each."""

    # tier 1: the merchant
    ANSWER = "answer"
    TIER1_TOTAL = "tier1_total"
    TIER1_EXTENSION = "tier1_extension"
    UNJOINED_ANSWER = "unjoined_answer"
    UNJOINED_CAP = "unjoined_cap"
    SUPPLEMENT = "supplement"
    REPICK = "repick"
    ODR_ANSWER = "odr_answer"
    # before and between the tiers
    SCREENING = "screening"
    ROUTE_CHOICE = "route_choice"
    SENT_OUT_RECEIPT = "sent_out_receipt"
    # tier 2: mediation
    ACCEPT_ADMINISTRATIVE = "accept_administrative"
    ACCEPT_ASSOCIATION = "accept_association"
    ACCEPT_PEOPLE = "accept_people"
    CHALLENGE_MEDIATOR = "challenge_mediator"
    MEDIATION_ADMINISTRATIVE = "mediation_administrative"
    MEDIATION_ASSOCIATION = "mediation_association"
    MEDIATION_PEOPLE = "mediation_people"
    EXTENSION_MAX = "extension_max"
    REVIEW = "review"
    # tier 3: departments
    REFERRAL_RECEIPT = "referral_receipt"
    REFERRAL_RESULT = "referral_result"
    REFERRAL_RETURN = "referral_return"
    # tier 4: courts
    CONFIRMATION = "confirmation"
    COURT_RECEIPT = "court_receipt"
    COURT_DECISION = "court_decision"
    COURT_DELEGATED = "court_delegated"
    ENFORCEMENT = "enforcement"
    LIMITATION = "limitation"
    # performance and afterwards
    PERFORMANCE_REMINDER = "performance_reminder"
    PERFORMANCE_OVERDUE = "performance_overdue"
    EVALUATION_1 = "evaluation_1"
    EVALUATION_7 = "evaluation_7"
    EVALUATION_20 = "evaluation_20"
    REOPEN = "reopen"
    DRAFT_PURGE = "draft_purge"
    IMPORT_FILES = "import_files"
    # how long closed cases keep what names people
    RETENTION_TALKS = "retention_talks"
    RETENTION_FILE = "retention_file"
    # publication
    OBJECTION = "objection"
    CORRECTION = "correction"
    PAGE_LIFE = "page_life"
    K_ANONYMITY = "k_anonymity"
    # what desensitisation hides
    MASK_ADULT_AGE = "mask_adult_age"
    MASK_BIRTH_YEAR = "mask_birth_year"
    MASK_BARE_DIGITS = "mask_bare_digits"
    MASK_LABELLED_DIGITS = "mask_labelled_digits"
    MASK_TAIL_DIGITS = "mask_tail_digits"
    MASK_NAME_BEHIND_ROLE = "mask_name_behind_role"
    MASK_NAME_ANYWHERE = "mask_name_anywhere"
    # groups and indices
    GROUP_NOTICED = "group_noticed"
    GROUP_REPRESENTATIVES = "group_representatives"
    GROUP_COLLECTIVE = "group_collective"
    INDEX_PRIOR = "index_prior"
    INDEX_MINIMUM = "index_minimum"
    SURGE_CONSUMERS = "surge_consumers"
    RUNAWAY_CONSUMERS = "runaway_consumers"
    RUNAWAY_WINDOW = "runaway_window"
    # finding the merchant; scores in ten-thousandths
    MATCH_OFFER = "match_offer"
    MATCH_AUTOMATIC = "match_automatic"
    MATCH_LEAD = "match_lead"
    MATCH_TYPE_AHEAD = "match_type_ahead"
    MATCH_ALIAS_FINDABLE = "match_alias_findable"
    MATCH_ALIAS_CERTAIN = "match_alias_certain"


SHARES = frozenset(
    {
        RuleName.MATCH_OFFER,
        RuleName.MATCH_AUTOMATIC,
        RuleName.MATCH_LEAD,
        RuleName.MATCH_TYPE_AHEAD,
        RuleName.MASK_NAME_BEHIND_ROLE,
        RuleName.MASK_NAME_ANYWHERE,
    }
)
"""Thresholds that are a share, kept in ten-thousandths: rules are whole numbers."""
WHOLE = 10_000


class Kind(StrEnum):
    """What a rule's value is for."""

    DEADLINE = "deadline"  # a clock; at its end the transition table says what happens
    CAP = "cap"  # the latest end of another clock, or the longest an extension may be
    REMINDER = "reminder"  # when to ask or remind
    RETENTION = "retention"  # how long something is kept or shown
    THRESHOLD = "threshold"  # a number of persons, rows, years, ten-thousandths …; it starts no clock


class Scheme(StrEnum):
    """Which family of rules a case goes by; ODR companies under 令121 have their own."""

    STANDARD = "standard"
    ODR = "odr"


@dataclass(frozen=True, slots=True)
class Rule:
    """One value with its unit and source. `policy`: our own choice (P); `doubtful`: to be checked by the operator (?).

    `unit` is None for a threshold, which counts persons, cases, rows or digits, or is an age or a year; where its label
    says so it is a share in ten-thousandths.
    """

    name: RuleName
    value: int
    unit: Unit | None
    kind: Kind
    source: str
    doubtful: bool = False
    policy: bool = False

    @property
    def marks(self) -> str:
        """The marks of the rule book: `(P)`, `(?)`, both or none."""
        return "".join(mark for mark, is_set in (("(P)", self.policy), ("(?)", self.doubtful)) if is_set)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one area and time. `division` is a division code, or "" for the whole country.

    `valid_to` is the last day; None while the set is in force.
    """

    id: int
    code: str
    name: str
    division: str
    valid_from: date
    valid_to: date | None
    rules: Mapping[RuleName, Rule]
    scheme: Scheme = Scheme.STANDARD

    def __getitem__(self, name: str) -> Rule:
        """The rule of that name; KeyError names it and the set."""
        try:
            return self.rules[RuleName(name)]
        except (KeyError, ValueError):
            raise KeyError(f"{name} is not in rule set {self.code}") from None

    def in_force(self, day: date) -> bool:
        """Whether a case filed on that day (in Shanghai) goes by this set."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class NoRuleSet(LookupError):
    """No rule set covers the place and day: the operator must publish one."""


def choose(
    rule_sets: Iterable[RuleSet], divisions_chain: Sequence[str], day: date, scheme: Scheme = Scheme.STANDARD
) -> RuleSet:
    """The rule set of a case filed on `day` in the first division of `divisions_chain`.

    The chain is the division and its parents, nearest first (never cut from digits); the nearest division with a set
    in force wins, and the whole country's set comes last. An empty chain means that the place is not known. A scheme
    without a set of its own falls back to nothing: raises NoRuleSet.
    """
    found = {s.division: s for s in rule_sets if s.scheme is scheme and s.in_force(day)}
    for division in (*divisions_chain, ""):
        if division in found:
            return found[division]
    raise NoRuleSet(f"no {scheme} rule set for {divisions_chain[:1] or 'any place'} on {day}")
