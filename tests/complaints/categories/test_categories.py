"""Categories: the association's classes, complete in both languages, kept when edited."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from accounts.models import User
from complaints.categories.load import load_categories, reference_categories
from complaints.models import Category
from complaints.models.category import check_hints, check_prompts
from tests.people import log_in

ISSUES = {"质量", "安全", "价格", "计量", "假冒", "合同", "虚假宣传", "人格权益", "售后服务", "其他"}


def shared(name: str) -> Path:
    path = Path(os.environ.get("HEJIE_SHARED_DATA", Path(__file__).parents[4] / "shared" / "data")) / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    return path


def test_every_text_is_there_in_both_languages_and_everything_gives_advice() -> None:
    for row in reference_categories():
        for field in ("name", "examples", "remedy", "stop_page"):
            assert bool(row.get(field)) == bool(row.get(f"{field}_en")), (row["code"], field)
        if row["parent"]:
            assert row["prompts"], row["code"]
            assert row["evidence_hints"], row["code"]
            assert row["remedy"], row["code"]


def test_the_issues_are_those_of_the_association() -> None:
    assert {row["name"] for row in reference_categories() if row["kind"] == "issue"} == ISSUES


def test_the_goods_are_the_classes_of_its_report() -> None:
    with shared("cca_figures.csv").open(encoding="utf-8") as rows:
        classes = {row["category"] for row in csv.DictReader(rows) if row["dimension"] == "goods class"}
    assert classes <= {row["name"] for row in reference_categories()}


def test_industries_are_codes_of_the_standard() -> None:
    with shared("gbt4754_2017.csv").open(encoding="utf-8") as rows:
        known = {row["class"] or row["group"] or row["division"] for row in csv.DictReader(rows)}
    assert {code for row in reference_categories() for code in row.get("industries", [])} <= known


@pytest.mark.django_db
class TestLoaded:
    def test_loading_again_changes_nothing_and_keeps_what_was_edited(self) -> None:
        load_categories()
        Category.objects.filter(code="food").update(name="食品")
        count = Category.objects.count()
        load_categories()
        assert Category.objects.count() == count
        assert Category.objects.get(code="food").name == "食品"

    def test_what_a_consumer_may_choose(self) -> None:
        load_categories()
        chosen = set(Category.objects.objects_of_complaint().values_list("code", flat=True))
        assert {"food", "fitness", "other-objects"} <= chosen
        assert not chosen & {"goods", "services", "other", "quality"}
        assert Category.objects.issues().count() == 10
        assert Category.objects.get(code="fitness").is_prepaid

    def test_texts_follow_the_reader(self) -> None:
        load_categories()
        food = Category.objects.get(code="food")
        with translation.override("zh-hans"):
            assert str(food) == "食品类"
        with translation.override("en"):
            assert str(food) == "Food"

    def test_an_issue_has_nothing_above_it(self) -> None:
        load_categories()
        food = Category.objects.get(code="food")
        with pytest.raises(IntegrityError, match="category_issue_is_flat"), transaction.atomic():
            Category.objects.create(code="x", kind="issue", parent=food, name="x", name_en="x")

    def test_in_the_admin(self, client: Client) -> None:
        load_categories()
        log_in(client, User.objects.create_superuser(email="admin@example.org"))
        food = Category.objects.get(code="food")
        assert client.get("/admin/complaints/category/").status_code == 200
        assert client.get(f"/admin/complaints/category/{food.pk}/change/").status_code == 200
        assert client.get(f"/admin/complaints/category/{food.pk}/history/").status_code == 200


GOOD_PROMPT = {"key": "a", "kind": "text", "zh": "什么？", "en": "What?"}


@pytest.mark.parametrize(
    "prompts",
    [
        {},
        [1],
        [{"key": "a"}],
        [GOOD_PROMPT | {"en": ""}],
        [GOOD_PROMPT | {"kind": "colour"}],
        [GOOD_PROMPT, GOOD_PROMPT],
    ],
)
def test_prompts_are_checked(prompts: object) -> None:
    check_prompts([GOOD_PROMPT])
    with pytest.raises(ValidationError):
        check_prompts(prompts)


@pytest.mark.parametrize("hints", [{}, ["x"], [{"zh": "x"}], [{"zh": "x", "en": ""}]])
def test_hints_are_checked(hints: object) -> None:
    check_hints([{"zh": "发票", "en": "invoice"}])
    with pytest.raises(ValidationError):
        check_hints(hints)
