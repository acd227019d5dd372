"""A small town with bodies, a court and a merchant, and cases that get there by the real moves."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from accounts.actors import Actor
from accounts.models import Area, Division, Organisation, OrganisationKind, Purpose, User
from complaints.clocks.load import load_rules
from complaints.lifecycle.commit import NewCase
from complaints.lifecycle.facts import CaseFacts, Refused
from complaints.lifecycle.numbers import take_numbers
from complaints.lifecycle.perform import file_cases, perform, take_case_ids
from complaints.models import Complainant, Complaint, Demand, Narrative, RuleSet
from mediation.models import PanelMember
from merchants.models import Merchant, MerchantMembership
from tests.people import member, organisation, person

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
PROVINCE, CITY, DISTRICT = "420000", "420100", "420106"


@dataclass
class Town:
    """Bodies over a province, a city and a district; people of each; a joined merchant."""

    province: Organisation
    city: Organisation
    district: Organisation
    committee: Organisation
    department: Organisation
    court: Organisation
    merchant: Merchant
    consumer: User
    agent: User
    officer: User
    mediator: User
    panel_member: PanelMember
    handler: User
    judge: User

    def acts(self, who: str) -> Actor:
        """The actor somebody of this town is."""
        return {
            "consumer": Actor.consumer(self.consumer.pk),
            "merchant": Actor.merchant(self.agent.pk, self.merchant.pk, "owner"),
            "officer": Actor.officer(self.officer.pk, self.district.pk),
            "mediator": Actor.mediator(self.mediator.pk, self.district.pk),
            "department": Actor.department(self.handler.pk, self.department.pk),
            "court": Actor.court(self.judge.pk, self.court.pk),
        }[who]


def town() -> Town:
    """Rules, divisions and everybody needed for a climb."""
    load_rules()
    for code, name, level, parent in (
        (PROVINCE, "湖北省", "province", ""),
        (CITY, "武汉市", "city", PROVINCE),
        (DISTRICT, "武昌区", "county", CITY),
    ):
        Division.objects.get_or_create(code=code, defaults={"name": name, "level": level, "parent_code": parent})
    province = organisation(division_code=PROVINCE)
    city = organisation(division_code=CITY, parent=province)
    district = organisation(division_code=DISTRICT, parent=city)
    committee = organisation(OrganisationKind.PEOPLE_COMMITTEE, division_code=DISTRICT)
    department = organisation(OrganisationKind.DEPARTMENT, division_code=PROVINCE)
    court = organisation(OrganisationKind.COURT, division_code=DISTRICT)
    for body, code in ((province, PROVINCE), (city, CITY), (district, DISTRICT), (committee, DISTRICT)):
        Area.objects.create(organisation=body, division_code=code)
    Area.objects.create(organisation=court, division_code=CITY, purpose=Purpose.COURT)
    merchant = Merchant.objects.create(name="清禾健身有限公司", division_code=DISTRICT, joined_at=NOW)
    agent = person()
    MerchantMembership.objects.create(user=agent, merchant=merchant, role="owner", accepted_at=NOW)
    mediator = member("mediator", district, display_name="孙柏")
    panel_member = PanelMember.objects.create(user=mediator)
    panel_member.organisations.add(district)
    return Town(
        province, city, district, committee, department, court, merchant, person(), agent,
        member("officer", district, display_name="林知远"), mediator, panel_member,
        member("handler", department), member("judge", court),
    )  # fmt: skip


def filed(place: Town, *, verified: bool = True, joined: bool = True, procedure: str = "association") -> CaseFacts:
    """A case with the merchant: filed and forwarded."""
    with transaction.atomic():
        complaint = Complaint.objects.create(
            user=place.consumer, title="搬店不退年卡", region=DISTRICT, received_at=NOW, category_code="fitness"
        )
        Narrative.objects.create(complaint=complaint, text="健身房搬走了，年卡余额不退。")
        Complainant.objects.create(
            complaint=complaint,
            name="张三测试",
            name_masked="张某",
            phone="13812345678",
            phone_masked="138****5678",
            identity_verified_at=NOW if verified else None,
        )
        (case_id,) = take_case_ids(1)
        new = NewCase(
            id=case_id,
            public_id=uuid.uuid4(),
            number=take_numbers(DISTRICT, NOW)[0],
            complaint_id=complaint.pk,
            respondent_name="清禾健身",
            respondent_role="seller",
            respondent_division=DISTRICT,
            respondent_hint="",
            store_id=None,
            procedure=procedure,
            rule_set_id=RuleSet.objects.get(division_code="420000", scheme="standard", valid_to=None).pk,
            filed_at=NOW,
            intake_body_id=place.district.pk,
            claimed_fen=424022,
        )
        facts = CaseFacts(
            state=None,
            id=case_id,
            complaint_id=complaint.pk,
            user_id=place.consumer.pk,
            intake_body_id=place.district.pk,
            public_id=str(new.public_id),
            number=new.number,
            procedure=procedure,
            rule_set_id=new.rule_set_id,
            filed_at=NOW,
            claimed_fen=new.claimed_fen,
            merchant_id=place.merchant.pk if joined else None,
            joined=joined,
        )
        file_cases([(new, facts)], actor=place.acts("consumer"), now=NOW)
        Demand.objects.create(case_id=case_id, position=1, kind="refund", title="退年卡余额", amount_fen=304022)
        Demand.objects.create(case_id=case_id, position=2, kind="apology", title="书面道歉")
    return perform(case_id, "screen.pass", actor=Actor.system(), now=NOW)


def assigned(place: Town, **given: bool | str) -> CaseFacts:
    """The merchant disputed and the consumer went up: a body has to decide on acceptance."""
    from complaints.models import Offer, OfferLine

    case = filed(place, **given)  # type: ignore[arg-type]
    offer = Offer.objects.create(case_id=case.id, by="merchant", author=place.agent, at=NOW, total_fen=0)
    for demand in Demand.objects.filter(case_id=case.id):
        OfferLine.objects.create(
            offer=offer, demand=demand, position=demand.position, kind=demand.kind, response="dispute",
            reason_code="contract",
        )  # fmt: skip
    perform(case.id, "answer.dispute", actor=place.acts("merchant"), now=NOW, details={"offer_id": offer.pk})
    return perform(case.id, "final_answer", actor=place.acts("consumer"), now=NOW)


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The block is refused with this code."""
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.code == code


DUE_DAY = date(2026, 6, 20)
