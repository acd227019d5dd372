"""All a case page shows in a few queries whatever its length: the case with its parts as one row, then one tab."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from accounts.actors import Actor
from accounts.models import AccessLog
from complaints.lifecycle import gather
from complaints.lifecycle.decide import Possible, available
from complaints.lifecycle.facts import CaseFacts
from complaints.lifecycle.relations import relations
from complaints.lifecycle.states import State
from complaints.models import Case, Demand, Draft, Duty, Event, Evidence, Message, OfferLine
from complaints.queries import visible_to

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


def case_of(actor: Actor, public_id: uuid.UUID) -> Case | None:
    """The case with everything beside its history, in one row; None for a stranger's."""
    messages = Message.objects.filter(Q(only_body=False) | Q(author_id=actor.user_id), case_id=OuterRef("pk"))
    files = Evidence.objects.filter(Q(case_id=OuterRef("pk")) | Q(case=None, complaint_id=OuterRef("complaint_id")))
    siblings = Case.objects.filter(complaint_id=OuterRef("complaint_id")).exclude(pk=OuterRef("pk")).order_by("pk")
    return (
        visible_to(actor)
        .filter(public_id=public_id)
        .select_related(
            "complaint", "complaint__narrative", "complaint__complainant", "merchant", "store", "body", "mediator"
        )
        .annotate(
            demand_rows=_demands(),
            offer_rows=_offer_lines(),
            duty_rows=_duties(),
            message_count=_counted(messages),
            file_count=_counted(files),
            read_at=Subquery(_readings().values("first")),
            sibling_rows=ArraySubquery(siblings.values(json=JSONObject(public_id="public_id", name="respondent_name"))),
        )
        .first()
    )


def what_now(case: Case, actor: Actor, now: datetime) -> tuple[CaseFacts, dict[str, Possible]]:
    """The case's facts and every action by name, allowed or refused.

    Bodies and superiors are asked only when an act is done: whether a body is found decides where a case goes, never
    whether the consumer may act. The court is asked where confirmation is in question.
    """
    cases = gather.read([case.pk])
    if cases[case.pk].state is State.T2_PERFORMING:
        cases = gather.with_answers(cases, {case.pk: ("confirmation",)}, now)
    facts = cases[case.pk]
    return facts, {each.action: each for each in available(facts, relations(actor, facts), now)}


def events_of(case: Case) -> list[Event]:
    """The newest of the case's history; two hundred are more than any case has had."""
    return list(Event.objects.filter(case=case).order_by("-seq")[:MOST_LINES])


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
