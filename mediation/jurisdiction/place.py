"""Whose place decides. Pure.

令121: the operator's actual place of business or its domicile, the consumer may choose; an online seller on its own
site, its domicile; a seller on a platform, its own place or the platform operator's, the latter when the address
shown is missing or unreachable.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mediation.jurisdiction import reasons


class Seller(StrEnum):
    """How the merchant sold what the complaint is about."""

    PREMISES = "premises"
    OWN_SITE = "own_site"
    PLATFORM = "platform"


class Ground(StrEnum):
    """Whose place it is that decides."""

    BUSINESS = "business"
    DOMICILE = "domicile"
    PLATFORM = "platform"
    CONSUMER = "consumer"


@dataclass(frozen=True, slots=True)
class Place:
    """Where things are, as division codes of any level; empty when not known.

    `chosen` is the consumer's choice among the grounds the law leaves open. `reachable` is false once letters to the
    address that a shop on a platform shows have come back.
    """

    business: str = ""
    domicile: str = ""
    platform: str = ""
    consumer: str = ""
    seller: Seller = Seller.PREMISES
    chosen: Ground | None = None
    reachable: bool = True

    def grounds(self) -> tuple[tuple[Ground, str, str], ...]:
        """(ground, code, msgid of its sentence) of every lawful place, the first to be tried first.

        A choice leaves only the chosen place when that is known.
        """
        business = (Ground.BUSINESS, self.business, reasons.BUSINESS)
        domicile = (Ground.DOMICILE, self.domicile, reasons.DOMICILE)
        found: tuple[tuple[Ground, str, str], ...]
        match self.seller:
            case Seller.PREMISES:
                found = (business, domicile)
            case Seller.OWN_SITE:
                found = (
                    (Ground.DOMICILE, self.domicile, reasons.OWN_SITE),
                    (Ground.BUSINESS, self.business, reasons.OWN_SITE_BUSINESS),
                )
            case Seller.PLATFORM:
                platform = (Ground.PLATFORM, self.platform, reasons.PLATFORM_STANDS_IN)
                found = (business, domicile, platform) if self.reachable else (platform, business, domicile)
        known = tuple(each for each in found if each[1])
        for ground, code, _msgid in known:
            if ground == self.chosen:
                return ((ground, code, CHOSEN[ground]),)
        return known


CHOSEN = {
    Ground.BUSINESS: reasons.CHOSEN_BUSINESS,
    Ground.DOMICILE: reasons.CHOSEN_DOMICILE,
    Ground.PLATFORM: reasons.PLATFORM_CHOSEN,
}
