"""The body in charge of a place, the ones above it, and the reason. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from accounts.divisions import Divisions
from mediation.jurisdiction import reasons
from mediation.jurisdiction.cover import Body, Cover, Step
from mediation.jurisdiction.place import Ground, Place
from mediation.jurisdiction.reasons import Sentence


class Outcome(StrEnum):
    ASSIGNED = "assigned"
    OUT_OF_AREA = "out_of_area"  # sent to 智慧315 or 12315
    UNPLACED = "unplaced"  # an officer must find out where


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who takes a case. `superior_ids` climb from the next body up; `division_code` is the place, in current codes.

    Outside the area `consumers_own_id` is the body at the consumer's place, which may mediate if both sides agree.
    """

    outcome: Outcome
    reason: tuple[Sentence, ...]
    organisation_id: int | None = None
    procedure: str = ""
    superior_ids: tuple[int, ...] = ()
    ground: Ground | None = None
    division_code: str = ""
    area_code: str = ""
    consumers_own_id: int | None = None

    @property
    def superior_id(self) -> int | None:
        """The next body up; none above the operator's own."""
        return self.superior_ids[0] if self.superior_ids else None


def assign(
    place: Place,
    cover: Cover,
    divisions: Divisions,
    *,
    category: str = "",
    load: Mapping[int, int] | None = None,
    procedure: str = "",
) -> Assignment:
    """The body whose area is the most specific around the place that the law names.

    `load` is open cases by body. Where several bodies name the same division, one named for the category comes first,
    then the one with the least load. A body of the chosen procedure goes before any other; when none covers the place,
    the rest are looked at. Never raises: a code nobody knows is left aside, and the reason says so.
    """
    said: list[Sentence] = []
    first_known = ""
    settle_here = partial(settle, cover=cover, divisions=divisions, category=category, load=load, procedure=procedure)
    for ground, code, msgid in place.grounds():
        if code not in divisions:
            said.append(Sentence(reasons.UNKNOWN_CODE, {"code": code}))
            continue
        current, history = in_force(code, divisions)
        first_known = first_known or current
        found = settle_here(current)
        if found is not None:
            sentence = Sentence(msgid, {"place": divisions.full_name(code)})
            return _assigned(found, ground, current, [*said, sentence, *history])
    own = None
    if place.consumer in divisions:
        current, history = in_force(place.consumer, divisions)
        own = settle_here(current)
        if own is not None and not first_known:
            sentence = Sentence(reasons.CONSUMER, {"place": divisions.full_name(place.consumer)})
            return _assigned(own, Ground.CONSUMER, current, [*said, sentence, *history])
    if not first_known:
        return Assignment(Outcome.UNPLACED, (*said, Sentence(reasons.UNPLACED)))
    said.append(Sentence(reasons.OUT_OF_AREA, {"place": divisions.full_name(first_known)}))
    return Assignment(
        Outcome.OUT_OF_AREA,
        tuple(said),
        division_code=first_known,
        consumers_own_id=own.body.id if own else None,
    )


@dataclass(frozen=True, slots=True)
class Settled:
    """The body in charge of one division, those above it, and the sentences that say so."""

    body: Body
    area_code: str
    superiors: tuple[Body, ...]
    sentences: tuple[Sentence, ...]


def settle(
    code: str,
    cover: Cover,
    divisions: Divisions,
    *,
    category: str = "",
    load: Mapping[int, int] | None = None,
    procedure: str = "",
) -> Settled | None:
    """Who covers a division in force; None when nobody of this platform does."""
    chain = divisions.ancestors(code)
    steps = [Step(step.division_code, fit) for step in cover.climb(chain) if (fit := _fit(step, category))]
    lane = [
        Step(step.division_code, fit)
        for step in steps
        if (fit := tuple(body for body in step.bodies if not procedure or body.procedure == procedure))
    ]
    sentences = []
    if steps and not lane:
        sentences.append(Sentence(reasons.OTHER_PROCEDURE))
        lane = steps
    if not lane:
        return None
    nearest = lane[0]
    body, why = _choose(nearest.bodies, category, load or {})
    sentences.append(Sentence(reasons.COVERS, {"body": body.name, "area": divisions.full_name(nearest.division_code)}))
    sentences += [
        Sentence(reasons.CUT_OUT, {"body": other.name, "area": divisions.full_name(where)})
        for other, where in cover.cut_out(chain)
        if other.procedure == body.procedure and other.id != body.id
    ]
    superiors = tuple(
        _choose(of_procedure or step.bodies, category, {})[0]
        for step in lane[1:]
        for of_procedure in [tuple(each for each in step.bodies if each.procedure == body.procedure)]
    )
    return Settled(body, nearest.division_code, superiors, (*sentences, *why))


def above(
    body_id: int, code: str, cover: Cover, divisions: Divisions, *, category: str = ""
) -> tuple[Body, Sentence] | None:
    """The body above one that has a case about this place, and the sentence that says so; None at the top.

    It is the body of the next area up the parent chain from the place, or, for a body that got the case outside its
    own area, from where it sits; failing that, the superior it was given.
    """
    body = cover.bodies.get(body_id)
    if body is None:
        return None
    for start in (code, body.seat):
        if start not in divisions:
            continue
        steps = list(cover.climb(divisions.ancestors(divisions.resolve(start).code)))
        at = next((at for at, step in enumerate(steps) if body in step.bodies), None)
        if at is None:
            continue
        for step in steps[at + 1 :]:
            lane = tuple(each for each in _fit(step, category) if each.procedure == body.procedure)
            if lane:
                found, _why = _choose(lane, category, {})
                params = {"above": found.name, "body": body.name, "area": divisions.full_name(step.division_code)}
                return found, Sentence(reasons.ABOVE_BY_AREA, params)
        break
    if body.parent_id is not None and body.parent_id in cover.bodies:
        found = cover.bodies[body.parent_id]
        return found, Sentence(reasons.ABOVE_BY_TREE, {"above": found.name, "body": body.name})
    return None


def in_force(code: str, divisions: Divisions) -> tuple[str, list[Sentence]]:
    """The code in force that stands for this one, and a sentence for each abolished code on the way."""
    resolved = divisions.resolve(code)
    now = divisions.full_name(resolved.code)
    return resolved.code, [
        Sentence(
            reasons.REPLACED if former.replaced else reasons.STANDS_IN,
            {"code": former.code, "name": former.name, "year": former.until.year - 1, "now": now},
        )
        for former in resolved.formers
    ]


def _fit(step: Step, category: str) -> tuple[Body, ...]:
    return tuple(body for body in step.bodies if body.takes(category))


def _choose(bodies: tuple[Body, ...], category: str, load: Mapping[int, int]) -> tuple[Body, tuple[Sentence, ...]]:
    """The competent, then the least loaded, then the oldest of bodies equally near."""
    if len(bodies) == 1:
        return bodies[0], ()
    named = tuple(body for body in bodies if category and category in body.competences)
    rest = named or bodies
    body = min(rest, key=lambda each: (load.get(each.id, 0), each.id))
    if len(rest) == 1:
        return body, (Sentence(reasons.COMPETENT),)
    return body, (Sentence(reasons.LEAST_LOADED, {"count": len(rest), "load": load.get(body.id, 0)}),)


def _assigned(found: Settled, ground: Ground, code: str, said: list[Sentence]) -> Assignment:
    return Assignment(
        Outcome.ASSIGNED,
        (*said, *found.sentences),
        organisation_id=found.body.id,
        procedure=found.body.procedure,
        superior_ids=tuple(body.id for body in found.superiors),
        ground=ground,
        division_code=code,
        area_code=found.area_code,
    )
