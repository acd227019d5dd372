"""Rules and holidays in the admin: shown with marks and history, refused when they would leave a clock without rule."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from complaints.clocks.admin import HolidayOverrideForm, RuleSetForm
from complaints.clocks.load import load_rules
from complaints.clocks.queries import load_holidays
from complaints.clocks.statutory import statutory_holidays
from complaints.models import HolidayOverride, Rule, RuleSet
from tests.people import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_client(client: Client) -> Client:
    log_in(client, User.objects.create_superuser(email="admin@example.org"))
    return client


def rules_form(rule_set: RuleSet, without: str | None = None) -> dict[str, object]:
    """What the browser would send for the set as it is, one rule ticked for deletion."""
    rules = list(rule_set.rules.all())
    data: dict[str, object] = {
        "code": rule_set.code,
        "name": rule_set.name,
        "division_code": rule_set.division_code,
        "scheme": rule_set.scheme,
        "extends": rule_set.extends_id or "",
        "valid_from": rule_set.valid_from.isoformat(),
        "valid_to": "",
        "rules-TOTAL_FORMS": len(rules),
        "rules-INITIAL_FORMS": len(rules),
    }
    for n, rule in enumerate(rules):
        values = {"id": rule.pk, "rule_set": rule_set.pk, "name": rule.name, "value": rule.value, "unit": rule.unit}
        values |= {"kind": rule.kind, "source": rule.source}
        values |= {"is_policy": "on"} if rule.is_policy else {}
        values |= {"DELETE": "on"} if rule.name == without else {}
        data |= {f"rules-{n}-{key}": value for key, value in values.items()}
    return data


def test_pages_open(admin_client: Client) -> None:
    load_rules()
    doubtful = Rule.objects.filter(is_doubtful=True).first()
    for path in ("ruleset/", f"ruleset/{doubtful.rule_set_id}/change/", "rule/", "holidaynotice/", "holidayoverride/"):
        assert admin_client.get(f"/admin/complaints/{path}").status_code == 200
    assert admin_client.get("/admin/complaints/holidaynotice/add/").status_code == 200
    assert "(?)" in admin_client.get("/admin/complaints/rule/?is_doubtful__exact=1").content.decode()
    assert admin_client.get(f"/admin/complaints/rule/{doubtful.pk}/history/").status_code == 200


def test_a_changed_rule_leaves_its_history(admin_client: Client) -> None:
    load_rules()
    national = RuleSet.objects.get(code="national-121")
    data = rules_form(national)
    data["rules-0-value"] = 8
    assert admin_client.post(f"/admin/complaints/ruleset/{national.pk}/change/", data).status_code == 302
    rule = national.rules.first()
    assert [row.value for row in rule.history.all()] == [8, 7]
    assert rule.history.first().history_user is not None


def test_a_set_that_extends_no_other_keeps_every_rule(admin_client: Client) -> None:
    load_rules()
    national = RuleSet.objects.get(code="national-121")
    answer = admin_client.post(f"/admin/complaints/ruleset/{national.pk}/change/", rules_form(national, "review"))
    assert answer.status_code == 200
    assert national.rules.filter(name="review").exists()


def test_sets_do_not_extend_each_other_in_a_circle() -> None:
    load_rules()
    national, hubei = RuleSet.objects.get(code="national-121"), RuleSet.objects.get(code="hubei-121")
    form = RuleSetForm(
        {"code": "x", "name": "x", "scheme": "standard", "extends": hubei.pk, "valid_from": "2026-04-15"},
        instance=national,
    )
    assert "extends" in form.errors


def test_an_override_says_something_new_and_who_ruled_it() -> None:
    def form(day: date, *, is_off: bool, source: str = "市政府通告") -> HolidayOverrideForm:
        return HolidayOverrideForm({"day": day, "name": "x", "source": source, **({"is_off": "on"} if is_off else {})})

    assert form(date(2026, 6, 18), is_off=True).is_valid()
    assert "day" in form(date(2026, 10, 1), is_off=True).errors
    assert "day" in form(date(2026, 10, 10), is_off=False).errors  # a Saturday worked already
    assert "source" in form(date(2026, 6, 18), is_off=True, source="").errors
    assert not HolidayOverride.objects.exists()


def test_publishing_a_notice_takes_its_days(admin_client: Client) -> None:
    data = {"year": 2031, "title": "国务院办公厅关于2031年部分节假日安排的通知", "url": "www.gov.cn/2031"}
    days = [*sorted(set(statutory_holidays(2031))), date(2031, 5, 10)]
    data |= {"days-TOTAL_FORMS": len(days), "days-INITIAL_FORMS": 0}
    for n, day in enumerate(days):
        data |= {f"days-{n}-day": day.isoformat(), f"days-{n}-name": "节假日"}
        data |= {f"days-{n}-is_off": "on"} if day != date(2031, 5, 10) else {}
    assert admin_client.post("/admin/complaints/holidaynotice/add/", data).status_code == 302
    holidays = load_holidays()
    assert not holidays.is_provisional(date(2031, 5, 1))
    assert not holidays.is_working(date(2031, 5, 1))
    assert holidays.is_working(date(2031, 5, 10))  # a Saturday, made up
