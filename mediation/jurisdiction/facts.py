"""Jurisdiction for a whole batch, as the lifecycle asks it through the switchboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from accounts.divisions import Divisions
from mediation.jurisdiction.assign import Assignment, assign
from mediation.jurisdiction.place import Place
from mediation.jurisdiction.queries import cover_on, day_of


def body_for_places(
    places: Sequence[Place],
    now: datetime,
    *,
    categories: Sequence[str] | None = None,
    procedures: Sequence[str] | None = None,
    load: Mapping[int, int] | None = None,
) -> list[Assignment]:
    """The body of each place, in their order. Three queries, however many places; each one assigned counts as load."""
    cover, divisions = cover_on(day_of(now)), Divisions.load()
    busy = dict(load or {})
    found = []
    for at, place in enumerate(places):
        assignment = assign(
            place,
            cover,
            divisions,
            category=categories[at] if categories else "",
            load=busy,
            procedure=procedures[at] if procedures else "",
        )
        if assignment.organisation_id is not None:
            busy[assignment.organisation_id] = busy.get(assignment.organisation_id, 0) + 1
        found.append(assignment)
    return found
