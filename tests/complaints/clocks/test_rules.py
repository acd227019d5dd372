"""Rule sets: complete, sourced, chosen by place and day, loaded once, guarded by the database."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from complaints.clocks import labels
from complaints.clocks.calendar import Unit
from complaints.clocks.load import load_rules
from complaints.clocks.queries import calendar_health, coverage, load_holidays, load_rule_sets
from complaints.clocks.rules import Kind, NoRuleSet, RuleName, Scheme, choose
from complaints.lifecycle.clockkinds import ClockKind
from complaints.lifecycle.states import Procedure
from complaints.models import HolidayNotice, HolidayOverride, Rule, RuleSet

WUCHANG = ("420106", "420100", "420000")
CHAOYANG = ("110105", "110000")


def test_every_rule_has_a_label() -> None:
    assert set(labels.RULES) == set(RuleName)


@pytest.fixture
def loaded(db: None) -> None:
    load_rules()


@pytest.mark.usefixtures("loaded")
class TestLoaded:
    def test_each_set_has_each_rule_with_its_source(self) -> None:
        for rule_set in load_rule_sets():
            assert set(rule_set.rules) == set(RuleName), rule_set.code
            for rule in rule_set.rules.values():
                assert rule.source
                assert rule.value >= 1
                assert (rule.unit is None) == (rule.kind is Kind.THRESHOLD)

    def test_chosen_by_the_nearest_division_and_the_day(self) -> None:
        sets = load_rule_sets()
        assert choose(sets, WUCHANG, date(2026, 4, 15)).code == "hubei-121"
        assert choose(sets, WUCHANG, date(2026, 4, 14)).code == "hubei-20"  # the day before 令121
        assert choose(sets, CHAOYANG, date(2026, 4, 15)).code == "national-121"
        assert choose(sets, (), date(2026, 4, 15)).code == "national-121"
        assert choose(sets, WUCHANG, date(2026, 4, 15), Scheme.ODR).code == "odr-121"
        with pytest.raises(NoRuleSet):
            choose(sets, WUCHANG, date(2019, 12, 31))

    def test_what_the_sets_say(self) -> None:
        sets = {rule_set.code: rule_set for rule_set in load_rule_sets()}
        now, then, odr = sets["hubei-121"], sets["hubei-20"], sets["odr-121"]
        assert (now["answer"].value, now["answer"].unit) == (7, Unit.CALENDAR)
        assert "湖北315" in now["answer"].source
        assert (now["mediation_administrative"].value, now["mediation_administrative"].unit) == (60, Unit.CALENDAR)
        assert (then["mediation_administrative"].value, then["mediation_administrative"].unit) == (45, Unit.WORKING)
        assert then["mediation_administrative"].marks == "(?)"
        assert (odr["answer"].value, odr["answer"].unit) == (10, Unit.WORKING)
        assert (now["limitation"].value, now["limitation"].unit) == (3, Unit.YEAR)
        with pytest.raises(KeyError, match="hubei-121"):
            now["no_such_rule"]

    def test_loading_again_changes_nothing_and_keeps_what_the_operator_changed(self) -> None:
        Rule.objects.filter(rule_set__code="hubei-121", name="answer").update(value=5)
        before = RuleSet.objects.count(), Rule.objects.count()
        load_rules()
        assert (RuleSet.objects.count(), Rule.objects.count()) == before
        assert Rule.objects.get(rule_set__code="hubei-121", name="answer").value == 5

    def test_two_sets_are_never_in_force_at_once(self) -> None:
        with pytest.raises(IntegrityError, match="rule_set_one_in_force"), transaction.atomic():
            RuleSet.objects.create(code="again", name="again", division_code="420000", valid_from=date(2027, 1, 1))

    def test_a_rule_has_a_source_and_a_period_a_unit(self) -> None:
        row = RuleSet.objects.get(code="odr-121")
        with pytest.raises(IntegrityError, match="rule_source"), transaction.atomic():
            Rule.objects.create(rule_set=row, name="review", value=1, unit="calendar", kind="deadline", source="")
        with pytest.raises(IntegrityError, match="rule_unit"), transaction.atomic():
            Rule.objects.create(rule_set=row, name="review", value=1, unit="", kind="deadline", source="x")


@pytest.mark.django_db
def test_one_query_each(django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        load_rule_sets()
        load_holidays()


@pytest.mark.django_db
def test_an_override_and_a_notice_of_the_database_count() -> None:
    unknown = max(load_holidays().published) + 1
    assert coverage(unknown).provisional
    notice = HolidayNotice.objects.create(year=unknown, title="国务院办公厅关于部分节假日安排的通知")
    assert coverage(unknown).provisional  # without its days a notice says nothing
    HolidayOverride.objects.create(day=date(unknown, 5, 1), is_off=True, name="劳动节", notice=notice)
    assert not coverage(unknown).provisional
    HolidayOverride.objects.create(day=date(2026, 6, 18), is_off=True, name="抗洪", source="市政府通告")
    assert not load_holidays().is_working(date(2026, 6, 18))


@pytest.mark.django_db
def test_health_speaks_of_this_year_and_the_next() -> None:
    this, following = calendar_health(datetime(2026, 12, 31, 17, tzinfo=UTC))  # already 2027 in Shanghai
    assert (this.year, following.year) == (2027, 2028)
    assert str(following.year) in following.sentence


def test_every_clock_of_a_case_finds_its_rule() -> None:
    for kind in ClockKind:
        for procedure in Procedure:
            name = kind.rule_name(procedure.value)
            assert not name or name in set(RuleName), kind
