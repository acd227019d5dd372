"""Every deed of the house, and which of them a case page offers: allowed, or dashed with the server's own reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from complaints.lifecycle.decide import Possible
from complaints.lifecycle.facts import CaseFacts, Refused
from complaints.lifecycle.states import Tier, Who
from mediation.acceptance.deeds import DEEDS as ACCEPTANCE
from mediation.deeds import Deed
from mediation.judicial.deeds import DEEDS as JUDICIAL
from mediation.panel.deeds import DEEDS as PANEL
from mediation.referrals.deeds import DEEDS as REFERRALS
from mediation.screening.deeds import DEEDS as SCREENING
from mediation.sittings.deeds import DEEDS as SITTINGS

_ALL = (*SCREENING, *ACCEPTANCE, *PANEL, *SITTINGS, *REFERRALS, *JUDICIAL)
# what moves the case stands before what can be done at any time
_ANY_TIME = ("identity.verify", "pressure.clear")
DEEDS: tuple[Deed, ...] = tuple(sorted(_ALL, key=lambda deed: deed.action in _ANY_TIME))
BY_SLUG = {deed.slug: deed for deed in DEEDS}
MOST_DASHED = 5
PARTIES = frozenset({Who.CONSUMER, Who.MERCHANT})


@dataclass(frozen=True, slots=True)
class Button:
    """A deed as a case page offers it."""

    deed: Deed
    refused: Refused | None = None

    @property
    def who(self) -> str:
        """Who may do it, in words."""
        return _(", ").join(str(who.label) for who in self.refused.who_may) if self.refused else ""


def buttons(case: CaseFacts, actions: Sequence[Possible], who: frozenset[Who]) -> tuple[list[Button], list[Button]]:
    """(what can be done now, what cannot yet and why). Deeds of other tiers and of the other side are left out."""
    answers = {each.action: each.refused for each in actions}
    open_ = [
        Button(deed)
        for deed in DEEDS
        if deed.action in answers
        and answers[deed.action] is None
        and not (deed.action == "identity.verify" and case.identity_verified)
    ]
    # where only the identity hinders acceptance, verifying it comes first: a refusal is never the button that stands out
    hindrance = answers.get("accept")
    if hindrance is not None and hindrance.code == "identity":
        open_.sort(key=lambda button: button.deed.action != "identity.verify")
    tiers = _tiers(case)
    dashed = [
        Button(deed, refused)
        for deed in DEEDS
        if (refused := answers.get(deed.action)) is not None
        and deed.when
        and deed.stage in tiers
        and bool(set(refused.who_may) & PARTIES if who <= PARTIES else set(refused.who_may) - PARTIES)
    ]
    return open_, dashed[:MOST_DASHED]


def _tiers(case: CaseFacts) -> set[int]:
    """The tier the case is on, and from mediation on also what may follow it."""
    if case.state is None or not case.state.is_open:
        return set()
    return {case.tier} | ({int(Tier.COURT)} if case.tier == Tier.MEDIATION else set())
