"""The numbers that decide what is hidden: dated rules of the rule book, given to the engine as an argument. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from complaints.clocks.reference import NATIONAL
from complaints.clocks.rules import WHOLE, Rule, RuleName


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What the engine decides by; `disclosure.masking_rules` reads them from the rule set in force.

    `adult_age`: years; an age below it, and the school and name that go with it, are a child's.
    `birth_year_hidden`: of people born in that calendar year or later not even the year is shown.
    `bare_digits`: a number with so many digits goes though no word says what it is, unless it is money.
    `labelled_digits`: behind “订单、快递” and the like so many are enough.
    `shown_tail`: of “尾号” and the like so many digits stay, more go.
    `name_behind_role`, `name_anywhere`: how far (0 to 1) LAC must lean to a name to outweigh that a word is an everyday
    word, behind a role or label and in any place.
    """

    adult_age: int
    birth_year_hidden: int
    bare_digits: int
    labelled_digits: int
    shown_tail: int
    name_behind_role: float
    name_anywhere: float

    @classmethod
    def of(cls, rule: Callable[[RuleName], Rule]) -> Thresholds:
        """The thresholds that a rule set states, which is asked rule by rule and may raise for a missing one."""
        return cls(
            adult_age=rule(RuleName.MASK_ADULT_AGE).value,
            birth_year_hidden=rule(RuleName.MASK_BIRTH_YEAR).value,
            bare_digits=rule(RuleName.MASK_BARE_DIGITS).value,
            labelled_digits=rule(RuleName.MASK_LABELLED_DIGITS).value,
            shown_tail=rule(RuleName.MASK_TAIL_DIGITS).value,
            name_behind_role=rule(RuleName.MASK_NAME_BEHIND_ROLE).value / WHOLE,
            name_anywhere=rule(RuleName.MASK_NAME_ANYWHERE).value / WHOLE,
        )


FIRST_FILLING = Thresholds.of(NATIONAL.__getitem__)
"""What a new installation starts with: the reference rules of the whole country, where nobody has ruled otherwise."""
