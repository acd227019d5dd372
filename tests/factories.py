"""Things as tests need them, made by the real actions: `case_at(State.T2_MEDIATING)` walks there (STYLE 26)."""

from __future__ import annotations

import itertools
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from accounts.actors import Actor
from accounts.models import Area, Organisation, OrganisationKind, Role, User
from complaints.clocks.sweep import sweep
from complaints.intake.filing import DemandLine, Filing, Person, Respondent, Story, file_complaint
from complaints.lifecycle.perform import perform
from complaints.models import Case, Complainant, Demand
from complaints.reconciliation.actions import Line, answer
from merchants.models import Merchant, MerchantMembership
from tests.people import member, organisation, person

START = datetime(2026, 6, 8, 1, 36, tzinfo=UTC)  # Monday, 09:36 in Shanghai
_count = itertools.count(1)


@dataclass
class Cast:
    """Everybody around one case, each as the actor they act as."""

    consumer: User
    agent: User
    officer: User
    mediator: User
    merchant: Merchant
    body: Organisation

    @property
    def as_consumer(self) -> Actor:
        return Actor.consumer(self.consumer.pk)

    @property
    def as_merchant(self) -> Actor:
        return Actor.merchant(self.agent.pk, self.merchant.pk, "owner")

    @property
    def as_officer(self) -> Actor:
        return Actor.officer(self.officer.pk, self.body.pk)

    @property
    def as_mediator(self) -> Actor:
        return Actor.mediator(self.mediator.pk, self.body.pk)


def merchant(*, joined: bool = True, **fields: object) -> Merchant:
    """A shop; joined unless told otherwise."""
    number = next(_count)
    return Merchant.objects.create(
        **{
            "name": f"清禾健身测试{number}店",
            "division_code": "420106",
            "joined_at": START - timedelta(days=100) if joined else None,
            **fields,
        }
    )


def body(division: str = "420106", **fields: object) -> Organisation:
    """An association with an area."""
    house = organisation(OrganisationKind.ASSOCIATION, division_code=division, **fields)
    Area.objects.create(organisation=house, division_code=division)
    return house


def cast(*, joined: bool = True, house: Organisation | None = None) -> Cast:
    """A consumer, a merchant with its agent, an association with officer and mediator, in 武昌区."""
    house = house or Organisation.objects.filter(areas__division_code="420106").first() or body()
    shop = merchant(joined=joined)
    agent = person()
    MerchantMembership.objects.create(user=agent, merchant=shop, role="owner", accepted_at=START)
    return Cast(
        consumer=person(),
        agent=agent,
        officer=member(Role.OFFICER, house),
        mediator=member(Role.MEDIATOR, house),
        merchant=shop,
        body=house,
    )


def filing(people: Cast, *, matched: bool = True, amount_fen: int = 304_022, **story: object) -> Filing:
    """A complaint about a gym that moved; two demands."""
    return Filing(
        story=Story(
            **{
                "title": "搬店不退年卡",
                "text": "3月2日在店里办了年卡，5月店搬走了，要求退还余额，店长不肯。",
                "region": "420106",
                "category_code": "",
                "paid_fen": 388_000,
                **story,
            }
        ),
        person=Person(name="张三测试", phone="13800001234", order_number="JZ-2603-118"),
        respondents=[
            Respondent(
                name=people.merchant.name if matched else "一家找不到的店",
                merchant_id=people.merchant.pk if matched else None,
                division="420106",
                demands=[
                    DemandLine("refund", "退年卡余额", amount_fen, "3880 × 286 ÷ 365"),
                    DemandLine("apology", "书面道歉"),
                ],
            )
        ],
        idempotency_key=uuid.uuid4(),
    )


def file_case(people: Cast | None = None, *, now: datetime = START, **options: object) -> tuple[Case, Cast]:
    """A filed case and its people."""
    people = people or cast()
    complaint = file_complaint(filing(people, **options), actor=people.as_consumer, now=now)
    return Case.objects.get(complaint=complaint), people


def verify_identity(case: Case, people: Cast, now: datetime) -> None:
    """The consumer showed the identity card at the counter."""
    Complainant.objects.filter(complaint_id=case.complaint_id).update(
        identity_verified_at=now, identity_verified_by=people.officer
    )


def promise_lines(case: Case, now: datetime, *, amount_fen: int | None = 260_000) -> list[Line]:
    """The merchant offers money within ten days and no apology."""
    due = (now + timedelta(days=10)).date()
    return [
        Line(demand.pk, "propose", amount_fen, due)
        if demand.amount_fen
        else Line(demand.pk, "dispute", reason_code="told_before")
        for demand in Demand.objects.filter(case=case)
    ]


def at_t1_consumer(people: Cast | None = None) -> tuple[Case, Cast]:
    """The merchant has proposed; the consumer's turn."""
    case, people = file_case(people)
    answer(
        case_id=case.pk,
        actor=people.as_merchant,
        now=START + timedelta(days=2),
        lines=promise_lines(case, START + timedelta(days=2)),
    )
    case.refresh_from_db()
    return case, people


def at_t2_assigned(people: Cast | None = None) -> tuple[Case, Cast]:
    """The merchant stayed silent for its seven days."""
    case, people = file_case(people)
    sweep(START + timedelta(days=9))
    case.refresh_from_db()
    return case, people


def at_t2_accepted(people: Cast | None = None) -> tuple[Case, Cast]:
    """The body with jurisdiction accepted it."""
    case, people = at_t2_assigned(people)
    now = START + timedelta(days=10)
    verify_identity(case, people, now)
    perform(case.pk, "accept", actor=people.as_officer, now=now)
    case.refresh_from_db()
    return case, people
