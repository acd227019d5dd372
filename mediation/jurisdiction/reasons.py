"""Why a case went where it went: sentences kept as msgid and parameters, so that both languages can say them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

BUSINESS = _("The merchant does business in %(place)s.")
DOMICILE = _("The merchant is registered in %(place)s.")
CHOSEN_BUSINESS = _("The consumer chose the place of business, %(place)s.")
CHOSEN_DOMICILE = _("The consumer chose the registered place, %(place)s.")
OWN_SITE = _("It sells on a site of its own, so its registered place counts: %(place)s.")
OWN_SITE_BUSINESS = _("It sells on a site of its own and shows no registered place; it does business in %(place)s.")
PLATFORM_CHOSEN = _("The consumer chose the place of the platform's operator, %(place)s.")
PLATFORM_STANDS_IN = _(
    "The shop's own address is missing or unreachable, so the place of the platform's operator counts: %(place)s."
)
CONSUMER = _("The merchant's place is not known yet; the body at the consumer's place, %(place)s, looks for it.")

REPLACED = _("The code %(code)s was that of %(name)s until %(year)s; today this is %(now)s.")
STANDS_IN = _(
    "The code %(code)s was that of %(name)s until %(year)s; no single division replaced it, so %(now)s stands in."
)
UNKNOWN_CODE = _("The code %(code)s is no known division and was left aside.")

COVERS = _("%(body)s covers %(area)s.")
CUT_OUT = _("%(area)s is cut out of the area of %(body)s.")
ABOVE_BY_AREA = _("%(above)s is the next body up from %(body)s: it covers %(area)s.")
ABOVE_BY_TREE = _("%(above)s is the superior of %(body)s.")
AT_HOME = _("Nobody answered where the merchant is; the consumer's own body takes it: %(place)s.")
COMPETENT = _("Of the bodies there it is the one named for this category.")
LEAST_LOADED = _("Of %(count)s bodies equally near it has the fewest open cases: %(load)s.")
OTHER_PROCEDURE = _("No body of the chosen procedure covers this place.")

OUT_OF_AREA = _("No body of this platform covers %(place)s.")
UNPLACED = _("Neither the merchant's place nor the consumer's is known.")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a reason. Parameters hold names of places and bodies, never of persons."""

    msgid: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        return gettext(self.msgid) % self.params


def told(reason: Iterable[Sentence]) -> str:
    """The whole reason in the language now active."""
    gap = "" if (get_language() or "").startswith("zh") else " "
    return gap.join(str(sentence) for sentence in reason)


def as_json(reason: Iterable[Sentence]) -> dict[str, list[dict[str, object]]]:
    """For a JSON column."""
    return {"sentences": [{"msgid": each.msgid, "params": dict(each.params)} for each in reason]}


def from_json(stored: Mapping[str, Any]) -> tuple[Sentence, ...]:
    """What `as_json` wrote; nothing for an empty column."""
    return tuple(Sentence(row["msgid"], row["params"]) for row in stored.get("sentences", ()))
