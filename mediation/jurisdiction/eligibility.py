"""Can this body's agreement be confirmed, and by which court? The table body kind × court, read. Pure.

A people's mediation committee: every court (人民调解法 33; 民诉法, judicial confirmation). A body a court has invited:
that court. An association or an administrative body: only where a court's practice is recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from mediation.jurisdiction.reasons import Sentence

YES = _("%(court)s confirms agreements of this body (%(source)s).")
NO_COURT = _("No court is recorded for the place of the body or of a party.")
NOT_HERE = _(
    "%(court)s does not confirm agreements of this body; an eligible body, such as a people's mediation committee, "
    "must mediate again."
)


@dataclass(frozen=True, slots=True)
class Practice:
    """A cell of the table: no court means every court, no body the whole kind."""

    court_id: int | None
    body_kind: str
    body_id: int | None
    eligible: bool
    source: str

    def weight(self) -> int:
        """How exactly it speaks: a court's own word on one body before its word on a kind, before the law."""
        return 2 * (self.court_id is not None) + (self.body_id is not None)


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The answer, the court that gives it, and the sentence for a dashed button."""

    eligible: bool
    why: Sentence
    court_id: int | None = None


def eligibility(
    body_kind: str, body_id: int, courts: Sequence[tuple[int, str]], practices: Sequence[Practice]
) -> Eligibility:
    """The first court (nearest first) that confirms agreements of this body; else why none does."""
    if not courts:
        return Eligibility(False, Sentence(NO_COURT))
    for court_id, name in courts:
        word = _word(body_kind, body_id, court_id, practices)
        if word is not None and word.eligible:
            return Eligibility(True, Sentence(YES, {"court": name, "source": word.source}), court_id)
    court_id, name = courts[0]
    return Eligibility(False, Sentence(NOT_HERE, {"court": name}), court_id)


def _word(body_kind: str, body_id: int, court_id: int, practices: Sequence[Practice]) -> Practice | None:
    """The most exact record on this body at this court."""
    fitting = [
        row
        for row in practices
        if row.body_kind == body_kind and row.court_id in (None, court_id) and row.body_id in (None, body_id)
    ]
    return max(fitting, key=Practice.weight, default=None)
