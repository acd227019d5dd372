"""Jurisdiction for a whole batch, as lower floors ask it through the switchboard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from accounts.divisions import Divisions
from mediation.jurisdiction import reasons
from mediation.jurisdiction.assign import Assignment, Outcome, above, assign, settle
from mediation.jurisdiction.cover import Cover
from mediation.jurisdiction.place import Place
from mediation.jurisdiction.queries import case_places, cover_on, day_of, open_cases
from mediation.jurisdiction.reasons import Sentence, as_json


def body_for_places(
    places: Sequence[Place],
    now: datetime,
    *,
    categories: Sequence[str] | None = None,
    procedures: Sequence[str] | None = None,
) -> list[Assignment]:
    """The body of each place, in their order. Four queries, however many places; each one assigned counts as load."""
    cover, divisions = cover_on(day_of(now)), Divisions.load()
    load = open_cases(cover.rivals())
    found = []
    for at, place in enumerate(places):
        assignment = assign(
            place,
            cover,
            divisions,
            category=categories[at] if categories else "",
            load=load,
            procedure=procedures[at] if procedures else "",
        )
        if assignment.organisation_id is not None:
            load[assignment.organisation_id] = load.get(assignment.organisation_id, 0) + 1
        found.append(assignment)
    return found


def body_for(case_ids: Sequence[int], now: datetime) -> dict[int, dict[str, Any]]:
    """`lifecycle.body`: the body with jurisdiction over each case, and why. A case outside our area has no answer."""
    cases = case_places(case_ids)
    assignments = body_for_places(
        [case.place for case in cases.values()],
        now,
        categories=[case.category for case in cases.values()],
        procedures=[case.procedure for case in cases.values()],
    )
    return {
        case_id: _answer(assignment.organisation_id, assignment.reason)
        for case_id, assignment in zip(cases, assignments, strict=True)
        if assignment.outcome is Outcome.ASSIGNED
    }


def superior_for(case_ids: Sequence[int], now: datetime) -> dict[int, dict[str, Any]]:
    """`lifecycle.superior`: the body above the one that has each case. A case at the top has no answer."""
    cover, divisions = cover_on(day_of(now)), Divisions.load()
    found = {}
    for case_id, case in case_places(case_ids).items():
        where = assign(case.place, cover, divisions, category=case.category, procedure=case.procedure)
        up = above(case.body_id or 0, where.division_code, cover, divisions, category=case.category)
        if up is not None:
            found[case_id] = _answer(up[0].id, (up[1],))
    return found


def home_body_for(case_ids: Sequence[int], now: datetime) -> dict[int, dict[str, Any]]:
    """`lifecycle.home_body`: the body at the consumer's own place, which mediates when both sides agree."""
    cover, divisions = cover_on(day_of(now)), Divisions.load()
    return {
        case_id: answer
        for case_id, case in case_places(case_ids).items()
        if (answer := _at(case.place.consumer, case.category, case.procedure, cover, divisions)) is not None
    }


Wanted = tuple[str, str, str, str]  # the merchant's division, the consumer's, category code, procedure


def intake_bodies(wanted: Sequence[Wanted], now: datetime) -> dict[Wanted, dict[str, Any]]:
    """`intake.body`: who screens a case that is about to be filed.

    Outside our area that is the body at the consumer's place: it sends the complaint on.
    """
    keys = list(dict.fromkeys(wanted))
    assignments = body_for_places(
        [Place(business=merchant, consumer=consumer) for merchant, consumer, _category, _procedure in keys],
        now,
        categories=[key[2] for key in keys],
        procedures=[key[3] for key in keys],
    )
    return {
        key: _answer(who, assignment.reason)
        for key, assignment in zip(keys, assignments, strict=True)
        if (who := assignment.organisation_id or assignment.consumers_own_id) is not None
    }


def _at(code: str, category: str, procedure: str, cover: Cover, divisions: Divisions) -> dict[str, Any] | None:
    if code not in divisions:
        return None
    settled = settle(divisions.resolve(code).code, cover, divisions, category=category, procedure=procedure)
    if settled is None:
        return None
    at_home = Sentence(reasons.AT_HOME, {"place": divisions.full_name(code)})
    return _answer(settled.body.id, (at_home, *settled.sentences))


def _answer(organisation_id: int | None, reason: Sequence[Sentence]) -> dict[str, Any]:
    return {"id": organisation_id, "reason": as_json(reason)}
