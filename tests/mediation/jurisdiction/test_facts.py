"""What the lifecycle is told about the body of a case: whole batches, by the switchboard."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils.translation import override

from accounts.actors import Actor
from accounts.models import Area, Organisation
from accounts.switchboard import fact
from complaints.lifecycle.commit import NewCase
from complaints.lifecycle.facts import CaseFacts
from complaints.lifecycle.perform import file_cases, take_case_ids
from complaints.models import Case, Complaint, RuleSet
from config.demo import organisations
from mediation.jurisdiction.queries import written
from mediation.jurisdiction.reasons import from_json, told
from merchants.models import Merchant, Store
from tests.people import person

NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Reference data and the demo's organisations, loaded once for this file and rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference")
        yield organisations.load(NOW)
        transaction.set_rollback(True)


def file(*, division: str = "", region: str = "420106", complaint: Complaint | None = None, **fields) -> Case:
    """A case filed against somebody at this place."""
    user = person()
    if complaint is None:
        complaint = Complaint.objects.create(user=user, title="一件投诉", region=region, received_at=NOW)
    (id_,) = take_case_ids(1)
    public_id = uuid4()
    fixed = {
        "respondent_name": "某店", "respondent_role": "seller", "respondent_hint": "", "store_id": None,
        "procedure": "association", "intake_body_id": None, "claimed_fen": None, **fields,
    }  # fmt: skip
    rule_set_id = RuleSet.objects.order_by("pk").first().pk
    new = NewCase(
        id=id_, public_id=public_id, number=f"T{id_}", complaint_id=complaint.pk, respondent_division=division,
        rule_set_id=rule_set_id, filed_at=NOW, **fixed,
    )  # fmt: skip
    facts = CaseFacts(
        id=id_, public_id=str(public_id), number=new.number, complaint_id=complaint.pk, user_id=user.pk,
        procedure=new.procedure, rule_set_id=rule_set_id, filed_at=NOW, state=None,
    )  # fmt: skip
    file_cases([(new, facts)], actor=Actor.consumer(user.pk), now=NOW)
    return Case.objects.get(pk=id_)


def bind(case: Case, **fields) -> Case:
    """Columns that only `commit` writes in life."""
    Case.objects.filter(pk=case.pk).update(**fields)
    return case


def name(answer: dict) -> str:
    return Organisation.objects.get(pk=answer["id"]).name


def test_a_batch_of_cases_in_a_fixed_number_of_queries(django_assert_max_num_queries) -> None:
    cases = [file(division=code) for code in ("420106", "429005", "420111012", "420321", "310115")]
    with django_assert_max_num_queries(5):
        found = fact("lifecycle.body")([case.pk for case in cases], NOW)
    assert [name(found[case.pk]) for case in cases[:-1]] == [
        "武汉市武昌区消费者协会",
        "潜江市消费者协会",
        "武汉东湖新技术开发区消费者协会",
        "十堰市郧阳区消费者协会",
    ]
    assert cases[-1].pk not in found  # outside our area: no answer


def test_the_reason_survives_its_json_column() -> None:
    case = file(division="429005")
    answer = fact("lifecycle.body")([case.pk], NOW)[case.pk]
    bind(case, body_reason=answer["reason"])
    case.refresh_from_db()
    with override("zh-hans"):
        assert told(from_json(case.body_reason)) == (
            "经营者实际经营地为湖北省潜江市。潜江市消费者协会的辖区包括湖北省潜江市。"
        )


def test_store_then_merchant_then_the_consumers_word() -> None:
    merchant = Merchant.objects.create(name="某公司", division_code="420502000000")
    store = Store.objects.create(merchant=merchant, name="某店", division_code="420111012")
    at_store = bind(file(division="420106", store_id=store.pk), merchant=merchant)
    by_word = bind(file(division="420106"), merchant=merchant)
    by_licence = bind(file(), merchant=merchant)
    nobody_knows = file(region="429005")
    found = fact("lifecycle.body")([each.pk for each in (at_store, by_word, by_licence, nobody_knows)], NOW)
    assert [name(answer) for answer in found.values()] == [
        "武汉东湖新技术开发区消费者协会",
        "武汉市武昌区消费者协会",
        "宜昌市西陵区消费者协会",
        "潜江市消费者协会",
    ]


def test_a_shop_without_an_address_goes_to_the_platforms_place() -> None:
    shop = file(region="429005")
    file(division="420502", complaint=shop.complaint, respondent_role="platform")
    assert name(fact("lifecycle.body")([shop.pk], NOW)[shop.pk]) == "宜昌市西陵区消费者协会"


def test_the_administrative_lane_keeps_to_itself() -> None:
    case = file(division="420106001", procedure="administrative")
    office = fact("lifecycle.body")([case.pk], NOW)[case.pk]
    assert name(office) == "武汉市武昌区市场监督管理局积玉桥市场监督管理所"
    bind(case, body_id=office["id"])
    assert name(fact("lifecycle.superior")([case.pk], NOW)[case.pk]) == "武汉市武昌区市场监督管理局"


@pytest.mark.parametrize(
    ("division", "body", "superior"),
    [
        ("420106", "武汉市武昌区消费者协会", "武汉市消费者协会"),
        ("429005", "潜江市消费者协会", "湖北省消费者协会"),
        ("420111012", "武汉东湖新技术开发区消费者协会", "武汉市消费者协会"),
        ("420106", "潜江市消费者协会", "湖北省消费者协会"),  # given to a body elsewhere: from its own seat up
        ("420106", "武汉市武昌区消费纠纷人民调解委员会", "武汉市武昌区消费者协会"),  # by the tree
        ("420106", "湖北省消费者协会", None),
    ],
)
def test_who_is_above(division: str, body: str, superior: str | None) -> None:
    case = bind(file(division=division), body=Organisation.objects.get(name=body))
    found = fact("lifecycle.superior")([case.pk], NOW)
    assert (name(found[case.pk]) if found else None) == superior


def test_above_a_case_nobody_was_given_yet_is_the_screening_bodys_superior() -> None:
    screener = Organisation.objects.get(name="武汉市武昌区消费者协会")
    case = file(division="420106", intake_body_id=screener.pk)
    assert name(fact("lifecycle.superior")([case.pk], NOW)[case.pk]) == "武汉市消费者协会"


def test_the_consumers_own_body_for_a_case_sent_out() -> None:
    case = file(division="310115", region="429005")
    away = file(division="310115", region="310115")
    found = fact("lifecycle.home_body")([case.pk, away.pk], NOW)
    assert name(found[case.pk]) == "潜江市消费者协会"
    assert away.pk not in found


def test_load_decides_between_bodies_of_one_place() -> None:
    second = Organisation.objects.create(
        name="武昌区第二消费者协会", short_name="武昌二", kind="association", procedure="association",
        division_code="420106",
    )  # fmt: skip
    Area.objects.create(organisation=second, division_code="420106")
    first = Organisation.objects.get(name="武汉市武昌区消费者协会")
    for _ in range(2):
        bind(file(division="420106"), body=first)
    cases = [file(division="420106") for _ in range(4)]
    found = fact("lifecycle.body")([case.pk for case in cases], NOW)
    assert [answer["id"] == second.pk for answer in found.values()] == [True, True, False, True]


def test_who_screens_a_case_about_to_be_filed() -> None:
    here, away, nowhere = ("429005", "420106", "", "association"), ("310115", "420106", "", ""), ("310115", "", "", "")
    found = fact("intake.body")([here, away, nowhere, here], NOW)
    assert name(found[here]) == "潜江市消费者协会"
    assert name(found[away]) == "武汉市武昌区消费者协会"  # it sends it on
    assert nowhere not in found


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("420106012000", "420106012"),
        ("420106000000", "420106"),
        ("420106000", "420106"),
        ("420106", "420106"),
        ("", ""),
    ],
)
def test_filling_zeros_go(code: str, short: str) -> None:
    assert written(code) == short
