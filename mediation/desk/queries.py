"""What the workbench reads. Every query starts from `visible_to`; lists cost the same whatever their length."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, DateTimeField, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from accounts.actors import Actor, ActorKind
from complaints.clocks.queries import load_holidays
from complaints.lifecycle.decide import Possible
from complaints.lifecycle.facts import CaseFacts
from complaints.lifecycle.perform import possible
from complaints.lifecycle.relations import relations
from complaints.lifecycle.states import Tier, Who
from complaints.models import Case, Clock, Demand, Offer, OfferBy
from complaints.queries import visible_to
from complaints.turns import ClockFace, Turn, clock_face, main_clocks, turn_of
from mediation.desk.gap import Asked, Gap, gap_of
from mediation.desk.queues import QUEUES, Queue, question

NEVER = datetime.fromisoformat("9999-01-01T00:00:00+00:00")


def desk_cases(actor: Actor, *, below: bool = False) -> QuerySet[Case]:
    """What an officer's own body handles or screens (`below`: lower bodies too); a mediator's own cases."""
    cases = visible_to(actor)
    if actor.kind is ActorKind.OFFICER and not below:
        house = actor.organisation_id
        cases = cases.filter(Q(body_id=house) | Q(body=None, intake_body_id=house))
    return cases


def queue_of(queue: Queue, actor: Actor, now: datetime, *, below: bool = False) -> QuerySet[Case]:
    """The cases of a queue with what a row shows; `until` sorts those without a deadline last."""
    return (
        desk_cases(actor, below=below)
        .filter(question(queue, now))
        .select_related("complaint", "merchant", "body")
        .annotate(until=Coalesce("next_due", Value(NEVER), output_field=DateTimeField()))
        .order_by("until", "pk")
    )


def faces(cases: Iterable[Case], actor: Actor, now: datetime) -> dict[int, ClockFace | None]:
    """The clock of each row of a list: two queries for the whole list."""
    rows = list(cases)
    clocks, holidays = main_clocks([case.pk for case in rows]), load_holidays()
    return {case.pk: clock_face(case, clocks.get(case.pk), viewer=actor, now=now, holidays=holidays) for case in rows}


def counts(actor: Actor, now: datetime, *, below: bool = False) -> dict[str, int]:
    """How many cases stand in each queue: one query."""
    return (
        desk_cases(actor, below=below)
        .filter(closed_at=None)
        .aggregate(**{queue.key: Count("pk", filter=question(queue, now)) for queue in QUEUES})
    )


@dataclass(frozen=True)
class Desk:
    """A case as its handler sees it."""

    case: Case
    facts: CaseFacts
    who: frozenset[Who]
    turn: Turn
    possible: tuple[Possible, ...]
    handles: bool  # offers are open to them
    clock: Clock | None

    @property
    def tier(self) -> str:
        """第2级 调解."""
        return Tier(self.facts.tier).label


def desk_of(case: Case, actor: Actor, now: datetime) -> Desk:
    """The case with its turn and everything that may be done."""
    facts, actions = possible(case.pk, actor=actor, now=now)
    who = relations(actor, facts)
    clock = main_clocks([case.pk]).get(case.pk)
    turn = turn_of(case, clock, viewer=actor, now=now, holidays=load_holidays())
    return Desk(case, facts, who, turn, actions, bool(who & {Who.OFFICER, Who.MEDIATOR}), clock)


def case_for_desk(actor: Actor) -> QuerySet[Case]:
    """Cases the actor sees, with what a case page names."""
    return visible_to(actor).select_related(
        "complaint__complainant", "complaint__narrative", "merchant", "store", "body", "intake_body", "mediator",
        "department", "court",
    )  # fmt: skip


def gap_for(case: Case) -> Gap:
    """What is asked and what the merchant last offered. Privileged: for an actor that handles the case only."""
    offer = (
        Offer.objects.filter(case=case, by=OfferBy.MERCHANT).order_by("-at", "-pk").prefetch_related("lines").first()
    )
    answers = {line.demand_id: line for line in offer.lines.all()} if offer else {}
    rows = []
    for demand in Demand.objects.filter(case=case):
        line = answers.get(demand.pk)
        rows.append(
            Asked(
                demand.title or str(demand.get_kind_display()),
                demand.amount_fen,
                line.response if line else None,
                line.amount_fen if line else None,
                (line.reason or str(line.get_reason_code_display())) if line and line.response == "dispute" else "",
            )
        )
    return gap_of(rows)


@dataclass(frozen=True)
class Related:
    """Cases that may belong together: of the same person, the same merchant within 30 days, the same story."""

    same_person: list[Case]
    same_merchant: list[Case]
    siblings: list[Case]

    @property
    def count(self) -> int:
        """All of them; a case can be related in two ways."""
        return len({case.pk for case in (*self.same_person, *self.same_merchant, *self.siblings)})


def related_to(case: Case, actor: Actor, now: datetime, most: int = 20) -> Related:
    """Three queries, each over what the actor may see."""
    others = visible_to(actor).exclude(pk=case.pk).select_related("complaint").order_by("-filed_at", "-pk")
    person = case.complaint.complainant
    same = Q(pk__in=[])
    if person.phone_bidx:
        same |= Q(complaint__complainant__phone_bidx=person.phone_bidx)
    if case.complaint.user_id:
        same |= Q(complaint__user_id=case.complaint.user_id)
    recent = others.filter(merchant_id=case.merchant_id or 0, filed_at__gte=now - timedelta(days=30))
    return Related(
        list(others.filter(same).exclude(complaint_id=case.complaint_id)[:most]),
        list(recent[:most]) if case.merchant_id else [],
        list(others.filter(complaint_id=case.complaint_id)[:most]),
    )
