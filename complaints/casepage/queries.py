"""All a case page shows in a few queries whatever its length: the case with its parts as one row, then one tab."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Count, F, Min, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.db.models.functions import JSONObject

from accounts.actors import Actor, ActorKind
from accounts.models import AccessLog
from accounts.prepared import Param, Prepared
from complaints.lifecycle.gather import open_clocks
from complaints.models import Case, Demand, Draft, Duty, Event, Evidence, Message, OfferLine
from complaints.queries import visible_to
from complaints.timeline.lines import Past

TABS = ("line", "messages", "evidence", "papers")
MOST_LINES = 200


def _offer_lines() -> ArraySubquery:
    lines = OfferLine.objects.filter(offer_id=OuterRef("open_offer_id")).order_by("position")
    names = ("demand_id", "kind", "title", "response", "amount_fen", "due_on", "reason_code", "reason")
    return ArraySubquery(lines.values(json=JSONObject(**{name: F(name) for name in names})))


def _demands() -> ArraySubquery:
    names = ("id", "position", "kind", "title", "amount_fen", "computed", "due_on")
    rows = Demand.objects.filter(case_id=OuterRef("pk")).order_by("position")
    return ArraySubquery(rows.values(json=JSONObject(**{name: F(name) for name in names})))


def _duties() -> ArraySubquery:
    names = ("id", "position", "kind", "title", "amount_fen", "due_on", "state", "received_fen")
    rows = Duty.objects.filter(case_id=OuterRef("pk")).order_by("due_on", "position")
    return ArraySubquery(rows.values(json=JSONObject(**{name: F(name) for name in names})))


def _counted(rows: QuerySet[Any]) -> Subquery:
    return Subquery(rows.order_by().values(one=F("pk") * 0).annotate(n=Count("pk")).values("n"))


def _readings() -> QuerySet[Any]:
    """When the merchant's people first opened this case."""
    rows = AccessLog.objects.filter(
        object_kind="case", object_id=OuterRef("public_id"), merchant_id=OuterRef("merchant_id")
    )
    return rows.order_by().values("object_id").annotate(first=Min("at"))


def _case() -> QuerySet[Case]:
    """The case with everything beside its history, in one row."""
    reader: Any = Param("user_id", BigIntegerField())
    messages = Message.objects.filter(Q(only_body=False) | Q(author_id=reader), case_id=OuterRef("pk"))
    files = Evidence.objects.filter(Q(case_id=OuterRef("pk")) | Q(case=None, complaint_id=OuterRef("complaint_id")))
    siblings = Case.objects.filter(complaint_id=OuterRef("complaint_id")).exclude(pk=OuterRef("pk")).order_by("pk")
    return (
        visible_to(Actor.consumer(reader))
        .filter(public_id=Param("public_id", UUIDField()))
        .select_related("complaint", "complaint__narrative", "complaint__complainant", "merchant", "body")
        .annotate(
            clock_rows=ArraySubquery(open_clocks()),
            demand_rows=_demands(),
            offer_rows=_offer_lines(),
            duty_rows=_duties(),
            message_count=_counted(messages),
            file_count=_counted(files),
            read_at=Subquery(_readings().values("first")),
            sibling_rows=ArraySubquery(siblings.values(json=JSONObject(public_id="public_id", name="respondent_name"))),
        )
    )


CASE = Prepared(_case)


def case_of(actor: Actor, public_id: uuid.UUID) -> Case | None:
    """The consumer's case with its parts; None for a stranger's."""
    return CASE.first(user_id=actor.user_id, public_id=public_id) if actor.kind is ActorKind.CONSUMER else None


EVENTS: Prepared[tuple[Any, ...]] = Prepared(
    lambda: (
        Event.objects.filter(case_id=Param("case_id", BigIntegerField()))
        .order_by("-seq")
        .values_list(*Past._fields)[:MOST_LINES]
    )
)


def events_of(case: Case) -> list[Past]:
    """The newest of the case's history; two hundred are more than any case has had."""
    return [Past(*row) for row in EVENTS.all(case_id=case.pk)]


def messages_of(case: Case, actor: Actor) -> list[Message]:
    """What was said openly, and what the reader said to the association alone."""
    seen = Q(only_body=False) | Q(author_id=actor.user_id)
    return list(Message.objects.filter(seen, case=case).order_by("at", "id")[:MOST_LINES])


def files_of(case: Case) -> list[Evidence]:
    """The story's files and this case's."""
    mine = Q(case=case) | Q(case=None, complaint_id=case.complaint_id)
    return list(Evidence.objects.filter(mine).order_by("id")[:MOST_LINES])


def mine(actor: Actor) -> QuerySet[Case]:
    """The consumer's cases for the list."""
    return visible_to(actor).select_related("complaint", "merchant")


def draft_of(actor: Actor) -> Draft | None:
    """The complaint one has begun and not sent."""
    if actor.user_id is None:
        return None
    return Draft.objects.filter(user_id=actor.user_id).order_by("-touched_at").first()


@dataclass(frozen=True, slots=True)
class Sum:
    """Totals of the offer table, in fen."""

    asked: int
    given: int


def sums(demands: Sequence[Mapping[str, Any]], offer: Sequence[Mapping[str, Any]]) -> Sum:
    """What is asked and what is offered in all."""
    return Sum(sum(row["amount_fen"] or 0 for row in demands), sum(row["amount_fen"] or 0 for row in offer))
