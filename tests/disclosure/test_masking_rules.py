"""Desensitisation decides by the rules in force: where, and on which day."""

from __future__ import annotations

import io
import json
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from accounts.actors import Actor
from complaints.clocks.rules import NoRuleSet
from complaints.models import Rule, RuleSet
from disclosure.desensitise import FIRST_FILLING, desensitise
from disclosure.masking_rules import masking_thresholds
from disclosure.models import Basis
from disclosure.publication import review
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
STORY = "我外甥女19岁，2004年5月6日出生，订单12345678，另有号码123456789。卡号尾号5566。"
NEXT_DAY = factories.START.date() + timedelta(days=30)
BEFORE = datetime(NEXT_DAY.year, NEXT_DAY.month, NEXT_DAY.day, 15, 59, tzinfo=UTC) - timedelta(days=1)
AFTER = BEFORE + timedelta(minutes=1)  # midnight in Shanghai


def from_next_day(division: str = "", **values: int) -> None:
    """Another set for the place from that day on: it says these values, and extends the one before."""
    before = RuleSet.objects.get(division_code=division, scheme="standard", valid_to=None)
    RuleSet.objects.filter(pk=before.pk).update(valid_to=NEXT_DAY - timedelta(days=1))
    later = RuleSet.objects.create(
        code="later", name="later", division_code=division, valid_from=NEXT_DAY, extends=before
    )
    for name, value in values.items():
        Rule.objects.create(rule_set=later, name=name, value=value, kind="threshold", source="理事会决定")


def test_a_new_installation_starts_with_the_first_filling() -> None:
    assert masking_thresholds(now=BEFORE) == FIRST_FILLING
    assert (FIRST_FILLING.adult_age, FIRST_FILLING.birth_year_hidden) == (18, 2005)


@pytest.mark.parametrize(
    ("rule", "value", "before", "after"),
    [
        ("mask_adult_age", 20, "外甥女19岁", "外甥女[年龄]"),
        ("mask_birth_year", 2004, "2004年出生", "[出生日期]出生"),
        ("mask_bare_digits", 10, "号码[订单号]", "号码123456789"),
        ("mask_labelled_digits", 9, "订单[订单号]", "订单12345678，"),
        ("mask_tail_digits", 3, "尾号5566", "尾号[银行卡号]"),
    ],
)
def test_another_threshold_decides_from_its_day_on(rule: str, value: int, before: str, after: str) -> None:
    from_next_day(**{rule: value})
    assert before in desensitise(STORY, thresholds=masking_thresholds(now=BEFORE)).text
    assert after in desensitise(STORY, thresholds=masking_thresholds(now=AFTER)).text


@pytest.mark.parametrize(
    ("rule", "text", "before", "after"),
    [
        ("mask_name_behind_role", "祝好老师退了书法班", "祝某老师退了书法班", "祝好老师退了书法班"),
        ("mask_name_anywhere", "给诗诗老师打电话不接", "给诗某老师打电话不接", "给某某老师打电话不接"),
    ],
)
def test_how_far_the_model_must_lean_to_a_name_is_a_rule(rule: str, text: str, before: str, after: str) -> None:
    from_next_day(**{rule: 9999})
    assert desensitise(text, thresholds=masking_thresholds(now=BEFORE)).text == before
    assert desensitise(text, thresholds=masking_thresholds(now=AFTER)).text == after


def test_ages_in_characters_count_up_to_the_age_in_force() -> None:
    from_next_day(mask_adult_age=25)
    ages = "儿子十七岁，女儿二十四岁，侄子二十五岁，外甥三十岁"
    assert desensitise(ages).text == "儿子[年龄]，女儿二十四岁，侄子二十五岁，外甥三十岁"
    later = masking_thresholds(now=AFTER)
    assert desensitise(ages, thresholds=later).text == "儿子[年龄]，女儿[年龄]，侄子二十五岁，外甥三十岁"


@pytest.mark.parametrize(("now", "shown"), [(BEFORE, True), (AFTER, False)])
def test_publication_goes_by_the_day_it_masks_and_the_consumers_place(now: datetime, shown: bool) -> None:
    from_next_day("420000", mask_adult_age=20)
    people = factories.cast()
    case, _ = factories.file_case(people, text=STORY)
    from complaints.clocks.sweep import sweep

    sweep(factories.START + timedelta(days=9))
    officer = Actor.officer(people.as_officer.user_id or 0, people.body.pk)
    publication = review.draft(
        case_id=case.pk, actor=officer, now=now, basis=Basis.CRITICISM, harm="侄女19岁的学费也不退"
    )
    assert ("19岁" in publication.text) is shown
    assert ("19岁" in publication.harm) is shown


def test_a_missing_rule_is_named() -> None:
    Rule.objects.filter(name="mask_adult_age").delete()
    with pytest.raises(LookupError, match="mask_adult_age is not in rule set national-121"):
        masking_thresholds(now=BEFORE)


def test_without_a_set_in_force_publication_guesses_nothing() -> None:
    with pytest.raises(NoRuleSet):
        masking_thresholds(now=datetime(2019, 1, 1, tzinfo=UTC))


def asked(monkeypatch: pytest.MonkeyPatch, text: str) -> tuple[str, str]:
    """What the command answers to one line: the masked text, and what it says on standard error."""
    into, out, err = io.BytesIO(json.dumps({"id": 1, "text": text}).encode()), io.BytesIO(), io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(into))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out))
    call_command("desensitise", stderr=err)
    return json.loads(out.getvalue())["text"], err.getvalue()


def test_the_command_goes_by_todays_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(monkeypatch, "我外甥女19岁") == ("我外甥女19岁", "")
    Rule.objects.filter(name="mask_adult_age").update(value=20)
    assert asked(monkeypatch, "我外甥女19岁") == ("我外甥女[年龄]", "")


def test_the_command_without_a_rule_set_says_so_and_goes_by_the_first_filling(monkeypatch: pytest.MonkeyPatch) -> None:
    yesterday = datetime.now(UTC).date() - timedelta(days=2)
    RuleSet.objects.filter(valid_to=None).update(valid_to=yesterday)
    text, said = asked(monkeypatch, "我外甥女17岁，侄女18岁")
    assert text == "我外甥女[年龄]，侄女18岁"
    assert "no rule set is in force today" in said


def test_the_command_without_a_database_says_so_and_goes_by_the_first_filling(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_args: object) -> None:
        raise OperationalError("connection refused")

    with connection.execute_wrapper(gone):
        text, said = asked(monkeypatch, "我外甥女17岁")
    assert text == "我外甥女[年龄]"
    assert "no database answers" in said
