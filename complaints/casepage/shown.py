"""Cases as cards of one's own list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.wording.money import yuan
from accounts.wording.times import deadline_words, moment_words
from complaints.lifecycle.states import Holder, Outcome, State
from complaints.models import Case
from complaints.turns import GOOD_ENDS


@dataclass(frozen=True, slots=True)
class Card:
    """As <c-case-card> draws it."""

    href: str
    turn: str
    word: str
    when: str
    title: str
    line: str


def cards(cases: Sequence[Case], now: datetime) -> list[Card]:
    """One card a case, no query each."""
    return [_card(case, now) for case in cases]


def _card(case: Case, now: datetime) -> Card:
    state = State.of(case.state)
    href = reverse("complaints:case", args=[case.public_id])
    title = _("%(merchant)s: %(title)s") % {"merchant": name_of(case), "title": case.complaint.title}
    asked = _("You ask %(sum)s") % {"sum": yuan(case.claimed_fen)} if case.claimed_fen else ""
    if not state.is_open:
        word = str(Outcome.of(case.outcome).label) if case.outcome else str(state.label)
        when = moment_words(case.closed_at, now=now) if case.closed_at else ""
        return Card(href, "done" if case.outcome in GOOD_ENDS else "none", word, when, title, asked)
    yours = state.holder is Holder.CONSUMER
    when = _("until %(when)s") % {"when": deadline_words(case.next_due, now=now)} if case.next_due else ""
    late = yours and case.next_due is not None and case.next_due <= now
    word = _("Your turn") if yours else _("Waiting for %(who)s") % {"who": state.holder.label}
    line = " · ".join(filter(None, (str(state.task if yours else state.label), asked)))
    return Card(href, "late" if late else "you" if yours else "them", word, when, title, line)


def name_of(case: Case) -> str:
    """The merchant as the consumer knows it."""
    return case.respondent_name or (case.merchant.name if case.merchant else "")
