"""Guesses as the page draws them: names for codes, sums and days in words, unticked unless ticked before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.wording.money import yuan
from accounts.wording.times import day_words
from complaints.intake.categories import of_codes
from complaints.intake.guesses import Guess


@dataclass(frozen=True, slots=True)
class Shown:
    """One tick row."""

    value: str
    label: str
    words: str
    why: str
    ticked: bool


def shown_guesses(guesses: Sequence[Guess], ticked: Mapping[str, str]) -> list[Shown]:
    """In the order of the form."""
    names = {row.code: str(row) for row in of_codes(*(g.value for g in guesses if g.key in ("category", "issue")))}
    labels = {
        "category": _("Category"), "issue": _("What went wrong"), "merchant": _("Merchant"), "paid": _("Paid"),
        "paid_on": _("On"), "order_number": _("Order number"),
    }  # fmt: skip
    return [
        Shown(f"{g.key}={g.value}", labels[g.key], words, why(g), ticked.get(g.key) == g.value)
        for g in guesses
        if (words := _words(g, names))
    ]


def _words(guess: Guess, names: Mapping[str, str]) -> str:
    match guess.key:
        case "category" | "issue":
            return names.get(guess.value, "")
        case "paid":
            return yuan(int(guess.value))
        case "paid_on":
            return day_words(date.fromisoformat(guess.value), now=timezone.now())
        case _:
            return guess.value


def why(guess: Guess) -> str:
    """The words a guess came from, and what follows from ticking it."""
    if guess.key in ("category", "issue"):
        return _("because you mention %(words)s") % {"words": guess.why}
    if guess.key == "merchant":
        return _("which one it is you see in the next step")
    return guess.why
