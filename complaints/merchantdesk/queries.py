"""What the desk reads, every query from `visible_to`: a list costs two queries whatever its length, a case page six."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BigIntegerField,
    Count,
    DateTimeField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
)
from django.db.models.functions import Coalesce, JSONObject, NullIf

from accounts.actors import Actor
from accounts.lists.listing import PAGE_SIZE, Order
from accounts.prepared import AnyOf, Param, Prepared
from complaints.lifecycle.gather import open_clocks
from complaints.merchantdesk.rows import InboxRow
from complaints.merchantdesk.tabs import BY_KEY, TABS, Tab
from complaints.models import (
    AnswerDraft,
    Case,
    CaseHandler,
    Demand,
    Duty,
    Event,
    Evidence,
    Message,
    Offer,
    OfferLine,
)
from complaints.queries import visible_to
from merchants.models import Merchant, MerchantMembership, Store

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
UNTIL = Coalesce("next_due", Value(NEVER), output_field=DateTimeField())
MOST_COUNTED = 1000
MOST_LINES = 200
DEMAND = ("id", "position", "kind", "title", "amount_fen", "computed", "due_on")
LINE = ("demand_id", "position", "kind", "title", "response", "amount_fen", "due_on", "reason_code", "reason")
DUTY = ("id", "position", "kind", "title", "amount_fen", "due_on", "state", "claimed_at", "confirmed_at")


def _name(user: str) -> Coalesce:
    """What colleagues call each other: the name shown, else the masked phone they log in with."""
    return Coalesce(NullIf(f"{user}__display_name", Value("")), f"{user}__phone_number__phone_masked", Value(""))


def merchant_of(actor: Actor) -> int:
    """The merchant an agent acts for; ValueError for anybody else, who has no business at this desk."""
    if actor.merchant_id is None:
        raise ValueError(f"{actor.kind.value} acts for no merchant")
    return actor.merchant_id


NAME_OF_MEMBER, NAME_OF_HANDLER = _name("user"), _name("member__user")


def _rows(queryset: QuerySet[Any], *names: str, **more: Any) -> ArraySubquery:
    """The rows of another table as one column of this one."""
    return ArraySubquery(queryset.values(json=JSONObject(**{name: F(name) for name in names}, **more)))


def _handler(merchant_id: int | Param) -> QuerySet[CaseHandler]:
    """The team's own handler; one of a merchant that had the case before is not shown."""
    return CaseHandler.objects.filter(case_id=OuterRef("pk"), until=None, member__merchant_id=merchant_id)


def inbox(actor: Actor, tab: Tab) -> QuerySet[Case]:
    """The cases of a group, to be filtered and sorted. Several states have no deadline of their own: they come last."""
    cases = visible_to(actor).filter(state__in=[state.value for state in tab.states])
    return cases.annotate(until=UNTIL)


def _rows_of(cases: QuerySet[Case]) -> QuerySet[Any]:
    """What a row of the inbox shows, as the columns of `InboxRow`."""
    return cases.annotate(
        clock_row=Subquery(open_clocks(deciding=True)[:1]),
        handler_name=Subquery(_handler(Param("merchant_id", BigIntegerField())).values(name=NAME_OF_HANDLER)[:1]),
        until=UNTIL,
    ).values_list(
        "id", "public_id", "number", "complaint__title", "state", "holder", "outcome", "closed_at", "filed_at",
        "claimed_fen", "until", "store__name", "handler_name", "clock_row",
    )  # fmt: skip


@cache
def _first_page(tab_key: str, fields: tuple[str, ...]) -> Prepared[tuple[Any, ...]]:
    me: Any = Param("merchant_id", BigIntegerField())

    def build() -> QuerySet[Any]:
        first = inbox(Actor.merchant(0, me), BY_KEY[tab_key]).order_by(*fields).values("pk")[: PAGE_SIZE + 1]
        return _rows_of(Case.objects.filter(pk__in=first)).order_by(*fields)

    return Prepared(build)


def first_page(actor: Actor, tab: Tab, order: Order) -> list[InboxRow]:
    """The first rows of `inbox`, unfiltered, and one more: what everybody sees who opens a group."""
    return [InboxRow(*row) for row in _first_page(tab.key, order.fields).all(merchant_id=merchant_of(actor))]


INBOX_ROWS = Prepared(lambda: _rows_of(Case.objects.filter(AnyOf("pk", "ids", BigIntegerField()))))


def inbox_rows(actor: Actor, ids: Sequence[int]) -> list[InboxRow]:
    """The same of any cases of `inbox`."""
    return [InboxRow(*row) for row in INBOX_ROWS.all(ids=ids, merchant_id=merchant_of(actor))]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands around the list: how many in each group, stores and colleagues for the filter, the most urgent."""

    counts: Mapping[str, int]
    stores: list[tuple[int, str]]
    members: list[tuple[int, str]]
    due_today: int
    first_due: datetime | None


def _head() -> QuerySet[Merchant]:
    me: Any = Param("merchant_id", BigIntegerField())
    mine = visible_to(Actor.merchant(0, me)).order_by()
    counted = {f"count_{tab.key}": _count(mine.filter(state__in=[state.value for state in tab.states])) for tab in TABS}
    before = Param("before", DateTimeField())
    urgent = mine.filter(state__in=[state.value for state in TABS[0].states], next_due__lte=before)
    return Merchant.objects.filter(pk=me).annotate(
        **counted,
        due_today=_count(urgent),
        first_due=Subquery(urgent.order_by("next_due").values("next_due")[:1]),
        store_rows=_rows(Store.objects.filter(merchant_id=OuterRef("pk")).order_by("name")[:200], "id", "name"),
        member_rows=_rows(_team().filter(merchant_id=OuterRef("pk")), "id", name=NAME_OF_MEMBER),
    )


HEAD = Prepared(_head)


def head(actor: Actor, *, before: datetime) -> Head:
    """One query. `due_today` counts what is to be answered before that moment; closed cases are counted up to 1,000."""
    merchant: Any = HEAD.first(merchant_id=merchant_of(actor), before=before)
    return Head(
        {tab.key: getattr(merchant, f"count_{tab.key}") or 0 for tab in TABS},
        [(row["id"], row["name"]) for row in merchant.store_rows],
        [(row["id"], row["name"]) for row in merchant.member_rows],
        merchant.due_today or 0,
        merchant.first_due,
    )


def _count(rows: QuerySet[Case]) -> Func:
    """At most MOST_COUNTED: nobody needs to know more, and counting a hundred thousand is slow."""
    some = ArraySubquery(rows.values(one=Value(1))[:MOST_COUNTED])
    return Func(some, function="CARDINALITY", output_field=IntegerField())


def _team() -> QuerySet[MerchantMembership]:
    """Those who may answer, oldest first."""
    return (
        MerchantMembership.objects.filter(accepted_at__isnull=False, ended_at=None)
        .exclude(role=MerchantMembership.Role.VIEWER)
        .order_by("id")
    )


def _case() -> QuerySet[Case]:
    """The case with everything beside its history, in one row."""
    me: Any = Param("merchant_id", BigIntegerField())
    last = Offer.objects.filter(case_id=OuterRef("pk")).order_by("-at", "-pk")
    files = Evidence.objects.filter(_files(OuterRef("pk"), OuterRef("complaint_id")))
    return (
        visible_to(Actor.merchant(0, me))
        .filter(public_id=Param("public_id", UUIDField()))
        .select_related(
            "complaint__narrative",
            "complaint__complainant",
            "merchant",
            "store",
            "body",
            "intake_body",
            "department",
            "court",
        )
        .annotate(
            clock_rows=ArraySubquery(open_clocks()),
            demand_rows=_rows(Demand.objects.filter(case_id=OuterRef("pk")).order_by("position"), *DEMAND),
            offer_by=Subquery(last.values("by")[:1]),
            offer_at=Subquery(last.values("at")[:1]),
            offer_note=Subquery(last.values("note")[:1]),
            offer_late=Subquery(last.values("late")[:1]),
            offer_rows=_rows(
                OfferLine.objects.filter(offer_id=Subquery(_last_offer_of(OuterRef(OuterRef("pk"))))).order_by(
                    "position"
                ),
                *LINE,
            ),
            duty_rows=_rows(Duty.objects.filter(case_id=OuterRef("pk")).order_by("due_on", "position"), *DUTY),
            file_count=Coalesce(
                Subquery(files.order_by().values(one=Value(1)).annotate(n=Count("pk")).values("n")), Value(0)
            ),
            handler_rows=_rows(_handler(me), "member_id", "note", "at", name=NAME_OF_HANDLER),
            member_rows=_rows(_team().filter(merchant_id=me), "id", name=NAME_OF_MEMBER),
        )
    )


CASE = Prepared(_case)


def case_of(actor: Actor, public_id: uuid.UUID) -> Case | None:
    """The case with its parts; None when it is not this merchant's."""
    return CASE.first(merchant_id=merchant_of(actor), public_id=public_id)


def _last_offer_of(case_id: OuterRef) -> QuerySet[Any]:
    return Offer.objects.filter(case_id=case_id).order_by("-at", "-pk").values("pk")[:1]


def _files(case_id: Any, complaint_id: Any) -> Q:
    """The story's files and this case's; another respondent's are not shown."""
    return Q(case_id=case_id) | Q(case=None, complaint_id=complaint_id)


def messages_of(case: Case, actor: Actor) -> list[Message]:
    """What was said openly, and what this team said to the association alone; nothing of a merchant before it."""
    team = MerchantMembership.objects.filter(merchant_id=merchant_of(actor), user_id=OuterRef("author_id"))
    rows = Message.objects.filter(case=case).annotate(ours=Exists(team))
    seen = rows.filter(Q(by="merchant", ours=True) | (~Q(by="merchant") & Q(only_body=False)))
    return list(seen.select_related("author").order_by("at", "id")[:MOST_LINES])


def files_of(case: Case) -> list[Evidence]:
    """What was handed in, oldest first."""
    return list(Evidence.objects.filter(_files(case.pk, case.complaint_id)).order_by("id")[:MOST_LINES])


def events_of(case: Case) -> list[Event]:
    """The case's history, newest first, since this merchant was named: what others said before is not its business."""
    events = list(Event.objects.filter(case=case).order_by("-seq")[:MOST_LINES])
    named = next((at for at, event in enumerate(events) if event.action == "merchant.bind"), None)
    return events if named is None else events[: named + 1]


def draft_of(case: Case, actor: Actor) -> AnswerDraft | None:
    """The answer the team is writing."""
    drafts = AnswerDraft.objects.filter(case=case, merchant_id=merchant_of(actor))
    return drafts.select_related("author").first()
