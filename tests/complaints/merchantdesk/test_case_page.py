"""What a merchant sees of a case: the consumer's contact by the consumer's choice, nothing of others, few queries."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.access.queries import first_read_by_merchant
from complaints.models import Case, Complainant, ContactScope, Message
from merchants.models import MerchantMembership
from tests.complaints.merchantdesk.test_inbox import asked
from tests.factories import Cast, merchant
from tests.people import person

pytestmark = pytest.mark.django_db
Filed = Callable[..., Case]


def read(desk: Client, case: Case) -> str:
    return desk.get(f"/merchant/cases/{case.public_id}/").content.decode()


def test_through_the_platform_only_a_masked_name_and_the_order(desk: Client, filed: Filed) -> None:
    page = read(desk, filed())
    assert "张某" in page
    assert "JZ-2603-118" in page
    assert "张三测试" not in page
    assert "13800001234" not in page
    assert "只愿在平台上联系" in page


def test_shared_contact_shows_name_and_phone(desk: Client, filed: Filed) -> None:
    case = filed()
    Complainant.objects.filter(complaint_id=case.complaint_id).update(contact_scope=ContactScope.SHARE)
    page = read(desk, case)
    assert "张三测试" in page
    assert "13800001234" in page


def test_words_for_the_association_alone_are_not_the_merchants(desk: Client, filed: Filed, people: Cast) -> None:
    case, now = filed(), timezone.now()
    stranger = person()
    MerchantMembership.objects.create(user=stranger, merchant=merchant(), role="owner", accepted_at=now)
    for by, author, only_body, text in (
        ("consumer", people.consumer, True, "只给协会的悄悄话"),
        ("consumer", people.consumer, False, "什么时候退"),
        ("body", people.officer, False, "请双方补充"),
        ("merchant", stranger, False, "上一家商家的话"),
        ("merchant", people.agent, True, "我方给协会的话"),
    ):
        Message.objects.create(case=case, by=by, author=author, only_body=only_body, text=text, at=now)
    page = read(desk, case)
    assert "只给协会的悄悄话" not in page
    assert "上一家商家的话" not in page
    for text in ("什么时候退", "请双方补充", "我方给协会的话"):
        assert text in page


def test_opening_it_is_remembered(desk: Client, filed: Filed, people: Cast) -> None:
    case = filed()
    desk.get("/merchant/")
    assert first_read_by_merchant("case", [case.public_id], merchant_id=people.merchant.pk) == {}
    read(desk, case)
    assert case.public_id in first_read_by_merchant("case", [case.public_id], merchant_id=people.merchant.pk)


def test_a_fixed_number_of_queries(desk: Client, filed: Filed, people: Cast) -> None:
    case, now = filed(), timezone.now()
    page = f"/merchant/cases/{case.public_id}/"
    before = asked(page, desk)
    Message.objects.bulk_create(
        Message(case=case, by="consumer", author=people.consumer, text=f"第{n}句", at=now) for n in range(50)
    )
    assert asked(page, desk) == before
    assert before <= 12


def test_english_is_complete(client: Client, desk: Client, filed: Filed) -> None:
    client.cookies["hejie_language"] = "en"
    assert "Send the answer" in read(desk, filed())
