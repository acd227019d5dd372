"""Whose desk a new complaint comes to: the body at the consumer's place, which screens it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mediation.jurisdiction.facts import body_for_places
from mediation.jurisdiction.place import Place, Seller


def intake_desk(places: Sequence[tuple[str, str]], now: datetime) -> dict[tuple[str, str], dict[str, Any] | None]:
    """(region, category) -> {"id", "procedure"} of the screening body; None where this platform has none.

    Screening is ours to share out (P): the merchant's place decides only from tier 2 on.
    """
    asked = list(dict.fromkeys(places))
    found = body_for_places(
        [Place(business=region, seller=Seller.PREMISES) for region, _category in asked],
        now,
        categories=[category for _region, category in asked],
    )
    return {
        key: None
        if assignment.organisation_id is None
        else {"id": assignment.organisation_id, "procedure": assignment.procedure}
        for key, assignment in zip(asked, found, strict=True)
    }
