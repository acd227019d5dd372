"""manage.py jurisdiction, as an operator types it."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.divisions import fixture
from accounts.models import Area
from config.demo import organisations

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo's organisations, loaded once for this file and rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        fixture.load()
        yield organisations.load(datetime(2026, 11, 25, tzinfo=UTC))
        transaction.set_rollback(True)


def run(*args: str) -> tuple[str, int]:
    out = io.StringIO()
    try:
        call_command("jurisdiction", *args, stdout=out)
    except SystemExit as left:
        return out.getvalue(), left.code
    return out.getvalue(), 0


def test_a_line_of_six_columns() -> None:
    out, code = run("429005")
    assert code == 0
    assert out.rstrip("\n").split("\t") == [
        "429005",
        "湖北省潜江市",
        "潜江市消费者协会",
        "湖北省消费者协会",
        "宜昌市西陵区人民法院",
        "潜江市消费者协会的辖区包括湖北省潜江市。",
    ]


def test_json_for_several_codes() -> None:
    out, code = run("420111012", "420321", "--json")
    zone, former = (json.loads(line) for line in out.splitlines())
    assert code == 0
    assert (zone["organisation"], zone["area"]) == ("武汉东湖新技术开发区消费者协会", "420111012")
    assert (former["current_code"], former["organisation"]) == ("420304", "十堰市郧阳区消费者协会")
    assert "2014" in former["reason"]


def test_the_court() -> None:
    out, _code = run("420106", "--kind", "court", "--json")
    assert json.loads(out)["organisation"] == json.loads(out)["court"] == "武汉市武昌区人民法院"


def test_the_administrative_lane() -> None:
    out, _code = run("420106012", "--procedure", "administrative", "--json")
    found = json.loads(out)
    assert found["organisation"] == "武汉市武昌区市场监督管理局水果湖市场监督管理所"
    assert found["superiors"] == ["武汉市武昌区市场监督管理局"]


def test_areas_as_on_a_day() -> None:
    Area.objects.filter(division_code="429005", purpose="cases").update(valid_from="2026-01-01")
    assert json.loads(run("429005", "--json", "--on", "2025-12-31")[0])["organisation"] == "湖北省消费者协会"
    assert json.loads(run("429005", "--json", "--on", "2026-01-01")[0])["organisation"] == "潜江市消费者协会"


def test_outside_the_area() -> None:
    out, code = run("310115")
    assert code == 1
    assert out.startswith("310115\t上海市浦东新区\t-\t-\t-\t")


@pytest.mark.parametrize("code", ["429999", "4290", "42", "abc", ""])
def test_a_code_that_never_was(code: str) -> None:
    with pytest.raises(CommandError, match="不是已知的行政区划代码") as refused:
        call_command("jurisdiction", code)
    assert refused.value.returncode == 2


def test_the_demo_is_whole_and_a_second_run_adds_nothing(demo) -> None:
    bodies = demo.bodies
    assert (len(bodies.cities), len(bodies.counties), len(bodies.departments), len(bodies.courts)) == (17, 99, 5, 2)
    assert len(demo.mediators) == 40
    assert all(len(demo.officers[body.pk]) == 2 for body in (bodies.province, bodies.zone, bodies.bureau))
    again = organisations.load(datetime(2026, 12, 1, tzinfo=UTC))
    assert [each.pk for each in again.bodies.associations] == [each.pk for each in bodies.associations]
    assert [each.pk for each in again.mediators] == [each.pk for each in demo.mediators]
    assert again.admin == demo.admin
