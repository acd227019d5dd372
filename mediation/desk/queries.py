"""What the workbench reads. Every query starts from `visible_to`; lists cost the same whatever their length."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, DateTimeField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject

from accounts.actors import Actor
from complaints.clocks.calendar import Holidays
from complaints.lifecycle import gather
from complaints.lifecycle.decide import Possible, available
from complaints.lifecycle.facts import CaseFacts, ClockFacts
from complaints.lifecycle.relations import relations
from complaints.lifecycle.states import Tier, Who
from complaints.models import Case, Demand, Offer, OfferBy, OfferLine
from complaints.models.offer import DisputeReason
from complaints.queries import handled_by, one_visible_to, visible_to
from complaints.turns import ClockFace, Turn, calendar_for, clock_face, deciding, turn_of
from mediation.desk.gap import Asked, Gap, gap_of
from mediation.desk.queues import QUEUES, Queue, question

NEVER = datetime.fromisoformat("9999-01-01T00:00:00+00:00")


def desk_cases(actor: Actor, *, below: bool = False) -> QuerySet[Case]:
    """What an officer's own body handles or screens (`below`: lower bodies too); a mediator's own cases."""
    return visible_to(actor) if below else handled_by(actor)


def queue_of(cases: QuerySet[Case], queue: Queue, now: datetime) -> QuerySet[Case]:
    """The cases of a queue with what a row shows, its clock too; `until` sorts those without a deadline last."""
    return (
        cases.filter(question(queue, now))
        .select_related("complaint", "merchant", "body")
        .annotate(
            until=Coalesce("next_due", Value(NEVER), output_field=DateTimeField()),
            main_clock=Subquery(gather.open_clocks(deciding=True)[:1]),
        )
        .order_by("until", "pk")
    )


def holidays_of(case: Case, beside: Iterable[Case]) -> Holidays:
    """The calendar for a case and the queue beside it, where a clock counts working days; else nothing is asked."""
    rows = [*case.clock_rows, *(each.main_clock for each in beside if each.main_clock)]  # type: ignore[attr-defined]
    return calendar_for(row["unit"] for row in rows)


def faces(
    cases: Iterable[Case], actor: Actor, now: datetime, holidays: Holidays | None = None
) -> dict[int, ClockFace | None]:
    """The clock of each row of `queue_of`: at most one query for the whole list."""
    clocks = {case: gather.clock_of(case.main_clock) if case.main_clock else None for case in cases}  # type: ignore[attr-defined]
    days = holidays or calendar_for(clock.unit for clock in clocks.values() if clock is not None)
    return {case.pk: clock_face(case, clock, viewer=actor, now=now, holidays=days) for case, clock in clocks.items()}


def _in_each_queue(now: datetime) -> dict[str, Count]:
    return {queue.key: Count("pk", filter=question(queue, now)) for queue in QUEUES}


def counts(cases: QuerySet[Case], now: datetime) -> dict[str, int]:
    """How many cases stand in each queue: one query."""
    return cases.filter(closed_at=None).aggregate(**_in_each_queue(now))


def _counts_in_a_column(actor: Actor, now: datetime) -> Subquery:
    """The same as one column of another query."""
    open_ = desk_cases(actor).filter(closed_at=None).order_by().values(one=F("pk") * 0).annotate(**_in_each_queue(now))
    return Subquery(open_.values(json=JSONObject(**{queue.key: F(queue.key) for queue in QUEUES})))


@dataclass(frozen=True)
class Desk:
    """A case as its handler sees it."""

    case: Case
    facts: CaseFacts
    who: frozenset[Who]
    turn: Turn
    possible: tuple[Possible, ...]
    handles: bool  # offers are open to them
    clock: ClockFacts | None

    @property
    def tier(self) -> str:
        """第2级 调解."""
        return Tier(self.facts.tier).label


def desk_of(case: Case, actor: Actor, now: datetime, holidays: Holidays | None = None) -> Desk:
    """A case of `case_for_desk` with its turn and everything that may be done."""
    facts = gather.facts_of(case, [gather.clock_of(row) for row in case.clock_rows])  # type: ignore[attr-defined]
    who = relations(actor, facts)
    facts = gather.with_answers({case.pk: facts}, {case.pk: gather.asked_from(facts.state, who)}, now)[case.pk]
    clock = deciding(facts.clocks)
    turn = turn_of(case, clock, viewer=actor, now=now, holidays=holidays or calendar_for([clock.unit] if clock else []))
    return Desk(case, facts, who, turn, available(facts, who, now), bool(who & {Who.OFFICER, Who.MEDIATOR}), clock)


def case_for_desk(actor: Actor) -> QuerySet[Case]:
    """Cases the actor sees, one to be looked up, with what a case page names and its open clocks."""
    return (
        one_visible_to(actor)
        .select_related(
            "complaint__complainant", "complaint__narrative", "merchant", "store", "body", "intake_body", "mediator",
            "department", "court",
        )
        .annotate(clock_rows=ArraySubquery(gather.open_clocks()))
    )  # fmt: skip


def case_beside_its_queue(actor: Actor, now: datetime) -> QuerySet[Case]:
    """The same with the figures of the column of queues: `queue_counts`, None when every case is closed."""
    return case_for_desk(actor).annotate(queue_counts=_counts_in_a_column(actor, now))


def gap_for(case: Case) -> Gap:
    """What is asked and what the merchant last offered: one query. For an actor that handles the case only."""
    last = Offer.objects.filter(case=case, by=OfferBy.MERCHANT).order_by("-at", "-pk").values("pk")[:1]
    lines = OfferLine.objects.filter(offer_id=Subquery(last), demand_id=OuterRef("pk"))
    names = ("response", "amount_fen", "reason", "reason_code")
    answer = Subquery(lines.values(json=JSONObject(**{name: F(name) for name in names}))[:1])
    return gap_of([_asked(demand) for demand in Demand.objects.filter(case=case).annotate(answer=answer)])


def _asked(demand: Demand) -> Asked:
    """A demand beside the merchant's last answer to it."""
    name = demand.title or str(demand.get_kind_display())
    answer = demand.answer  # type: ignore[attr-defined]  # annotated
    if answer is None:
        return Asked(name, demand.amount_fen)
    code = dict(DisputeReason.choices).get(answer["reason_code"], answer["reason_code"])
    why = (answer["reason"] or str(code)) if answer["response"] == "dispute" else ""
    return Asked(name, demand.amount_fen, answer["response"], answer["amount_fen"], why)


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
