"""At submission the directory is asked for a merchant that was not chosen; only what is certain is taken."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from accounts.divisions import fixture
from complaints.intake.filing import file_complaint
from complaints.models import Case, Event, Rule
from complaints.timeline.lines import timeline
from merchants.matching import index_merchants
from merchants.matching.gazetteer import forget
from merchants.models import Merchant, Phone
from tests.complaints.intake.test_filing_pages import YOU, ask, tell
from tests.factories import Cast, body, cast, filing
from tests.people import log_in, look_up, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def _divisions(django_db_setup, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        fixture.load()
    forget()


@pytest.fixture
def shop() -> Merchant:
    merchant = Merchant.objects.create(name="武汉绿湾宠物用品有限公司", division_code="420106", place="武汉")
    Phone.objects.create(merchant=merchant, number="02787654321", subscriber="87654321")
    index_merchants([merchant.pk])
    return merchant


def filed(people: Cast, **respondent: object) -> Case:
    asked = filing(people, matched=False)
    one = replace(asked.respondents[0], **respondent)
    complaint = file_complaint(replace(asked, respondents=[one]), actor=people.as_consumer, now=NOW)
    return Case.objects.get(complaint=complaint)


def test_the_whole_name_in_its_place_is_the_merchant(shop: Merchant) -> None:
    people = cast()
    case = filed(people, name="绿湾宠物用品有限公司")
    assert (case.merchant_id, case.state) == (shop.pk, "t1_unjoined")
    assert case.respondent_name == "绿湾宠物用品有限公司"  # as the consumer calls it
    event = Event.objects.get(case=case, action="file")
    assert event.data["details"]["found"] == shop.name
    lines = timeline([event], reader=people.as_consumer)
    assert shop.name in lines[0].detail


@pytest.mark.parametrize(
    ("name", "hint"),
    [("绿湾", "只有电话：027-8765 4321"), ("楼下那个绿湾", "一家店：老板电话零二七八七六五四三二一")],
)
def test_a_number_in_the_hint_leads_to_the_merchant(shop: Merchant, name: str, hint: str) -> None:
    assert filed(cast(), name=name, hint=hint).merchant_id == shop.pk


@pytest.mark.parametrize("name", ["绿湾", "绿弯宠物用品有限公司", "蓝湾宠物用品有限公司", "一家找不到的店"])
def test_what_is_not_certain_waits_for_a_person(shop: Merchant, name: str) -> None:
    case = filed(cast(), name=name)
    assert (case.merchant_id, case.state) == (None, "t1_unmatched")


def test_in_another_place_it_is_not_taken_silently(shop: Merchant) -> None:
    assert filed(cast(), name="绿湾宠物用品有限公司", division="420500").merchant_id is None


def test_who_was_shown_it_and_chose_none_of_these_is_heard(shop: Merchant) -> None:
    assert filed(cast(), name=shop.name, declined=frozenset({shop.pk})).merchant_id is None


def test_the_rules_of_the_day_decide(shop: Merchant) -> None:
    Rule.objects.filter(name="match_automatic").update(value=10_000)
    assert filed(cast(), name="绿湾宠物用品有限公司").merchant_id is None


def test_none_of_these_is_kept_from_the_page_to_the_filing(client: Client, shop: Merchant) -> None:
    body()
    tell(client)
    client.post(reverse("complaints:file_facts"), {"go": "yes"})
    where = reverse("complaints:file_whom")
    assert shop.name in look_up(client, where, "绿湾宠物").content.decode()
    answer = client.post(
        where, {"m": "other", "q": "绿湾宠物", "name": shop.name, "place": "武汉市武昌区", "how": "shop"}
    )
    assert answer.status_code == 302, answer.content.decode()[:2000]
    ask(client)
    log_in(client, person(), second_factor=False)
    client.post(reverse("complaints:file_you"), YOU)
    case = Case.objects.get()
    assert case.merchant_id is None


def test_without_a_search_the_name_alone_is_enough(client: Client, shop: Merchant) -> None:
    body()
    tell(client)
    client.post(reverse("complaints:file_facts"), {"go": "yes"})
    client.post(
        reverse("complaints:file_whom"), {"m": "other", "name": shop.name, "place": "武汉市武昌区", "how": "shop"}
    )
    ask(client)
    log_in(client, person(), second_factor=False)
    page = client.post(reverse("complaints:file_you"), YOU, follow=True).content.decode()
    assert Case.objects.get().merchant_id == shop.pk
    assert shop.name in BeautifulSoup(page, "html.parser").get_text()


def test_each_respondent_is_asked_for_itself(shop: Merchant) -> None:
    people = cast()
    asked = filing(people, matched=False)
    known, unknown = replace(asked.respondents[0], name=shop.name), asked.respondents[0]
    both = replace(asked, respondents=[unknown, known], idempotency_key=uuid.uuid4())
    complaint = file_complaint(both, actor=people.as_consumer, now=NOW)
    found = complaint.cases.order_by("id").values_list("merchant_id", flat=True)
    assert list(found) == [None, shop.pk]
