"""The matching engine decides by the rules in force: where, and on which day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from accounts.divisions import fixture
from complaints.clocks.match_rules import match_thresholds
from complaints.clocks.queries import missing_rules
from complaints.clocks.rules import NoRuleSet
from complaints.models import Rule, RuleSet
from config.management.commands.check_settings import rule_problems
from merchants.matching import Decision, Query, index_merchants, learn_alias, match, suggest
from merchants.matching.gazetteer import forget
from merchants.models import Merchant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
NEW_YEAR = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)  # already 1 January 2027 in Shanghai
HUBEI, WUCHANG = "420000", "420106"


@pytest.fixture(scope="module", autouse=True)
def _divisions(django_db_setup, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        fixture.load()
    forget()


@pytest.fixture
def shop() -> Merchant:
    merchant = Merchant.objects.create(name="宜昌绿湾宠物用品有限公司", division_code="420502", place="宜昌")
    index_merchants([merchant.pk])
    return merchant


def from_new_year(division: str = "", **values: int) -> None:
    """Another set for the place from 1 January 2027: it says these values, and extends the one before."""
    before = RuleSet.objects.filter(division_code=division, scheme="standard", valid_to=None).first()
    above = before or RuleSet.objects.get(code="national-121")
    if before:
        RuleSet.objects.filter(pk=before.pk).update(valid_to=date(2026, 12, 31))
    later = RuleSet.objects.create(
        code="from-2027", name="2027", division_code=division, valid_from=date(2027, 1, 1), extends=above
    )
    for name, value in values.items():
        Rule.objects.create(rule_set=later, name=name, value=value, kind="threshold", source="理事会决定")


def test_what_a_new_installation_starts_with() -> None:
    known = match_thresholds(["", WUCHANG, "no such place"], NOW)
    assert len(set(known.values())) == 1
    assert (known[""].offer, known[""].automatic, known[""].lead) == (0.65, 0.985, 0.04)
    assert (known[""].confirmed_findable, known[""].confirmed_certain) == (1, 3)


def test_another_threshold_decides_from_its_day_on(shop: Merchant) -> None:
    from_new_year(match_automatic=10_000)
    asked = Query("绿湾宠物用品", region="宜昌")
    assert match(asked, now=NEW_YEAR - timedelta(seconds=1)).decision is Decision.AUTO
    assert match(asked, now=NEW_YEAR).decision is Decision.SHORTLIST


def test_a_change_counts_at_once(shop: Merchant) -> None:
    asked = Query("绿湾宠物用品", region="宜昌")
    assert match(asked, now=NOW).decision is Decision.AUTO
    Rule.objects.filter(name="match_automatic").update(value=10_000)
    assert match(asked, now=NOW).decision is Decision.SHORTLIST


def test_the_place_that_was_named_has_its_own_rules(shop: Merchant) -> None:
    from_new_year(HUBEI, match_automatic=10_000)
    asked = Query("绿湾宠物用品", region="420502")
    assert match(asked, now=NEW_YEAR - timedelta(days=1)).decision is Decision.AUTO
    assert match(asked, now=NEW_YEAR).decision is Decision.SHORTLIST
    assert match(Query("绿湾宠物用品", region="宜昌"), now=NEW_YEAR).decision is Decision.AUTO  # by name: the country's


def test_how_many_must_confirm_a_name(shop: Merchant) -> None:
    from_new_year(match_alias_findable=2)
    asked = Query("猫猫狗狗乐园", region="宜昌")
    learn_alias(merchant_id=shop.pk, text="猫猫狗狗乐园", actor=None, now=NOW)
    assert match(asked, now=NOW).decision is Decision.SHORTLIST
    assert match(asked, now=NEW_YEAR).decision is Decision.NONE
    learn_alias(merchant_id=shop.pk, text="猫猫狗狗乐园", actor=None, now=NOW)
    assert match(asked, now=NEW_YEAR).decision is Decision.SHORTLIST


def test_what_is_listed_while_one_types(shop: Merchant) -> None:
    from_new_year(match_type_ahead=10_000)
    assert suggest("绿湾宠物", now=NOW)
    assert not suggest("绿湾宠物", now=NEW_YEAR)


def test_a_missing_rule_is_named_and_nothing_is_guessed(shop: Merchant) -> None:
    assert rule_problems(NOW) == []
    Rule.objects.filter(name="match_lead").delete()
    with pytest.raises(LookupError, match="match_lead is not in rule set national-121"):
        match(Query("绿湾宠物"), now=NOW)
    assert "match_lead (hubei-121)" in missing_rules(NOW)
    assert any("match_lead (national-121)" in line for line in rule_problems(NOW))


def test_without_a_set_in_force_nothing_is_guessed(shop: Merchant) -> None:
    long_ago = datetime(2019, 1, 1, tzinfo=UTC)
    with pytest.raises(NoRuleSet):
        match(Query("绿湾宠物"), now=long_ago)
    assert len(rule_problems(long_ago)) == 1


def test_a_share_is_at_most_a_whole() -> None:
    rule = Rule.objects.get(name="match_automatic", rule_set__code="national-121")
    rule.value = 10_001
    with pytest.raises(ValidationError, match="10000"):
        rule.full_clean()
