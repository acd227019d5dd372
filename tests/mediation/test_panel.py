"""Conflicts forbid, load and the rest warn; the best choice stands first."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.clocks.calendar import local_day
from complaints.models import Case
from mediation.acceptance.actions import accept
from mediation.models import Absence, DeclaredConflict, PanelMember
from mediation.panel.actions import appoint
from mediation.panel.queries import candidates_for, matter_of
from mediation.panel.rules import Candidate, Concern, Conflict, Matter, concerns, conflicts, ranked
from merchants.models import MerchantMembership
from tests.mediation.cases import NOW, assigned, refused, town
from tests.people import member

MATTER = Matter(
    consumer_id=9,
    merchant_id=5,
    merchant_name="武汉青禾健身服务有限公司",
    category="fitness",
    divisions=("420106", "420100"),
)
FREE = Candidate(1, 11, "孙柏", expertise=frozenset({"fitness"}))

CONFLICTS = [
    ({"user_id": 9}, Conflict.PARTY),
    ({"teams": frozenset({5})}, Conflict.TEAM),
    ({"employer": "青禾健身"}, Conflict.EMPLOYER),
    ({"employer": "武汉青禾健身服务有限公司武昌分公司"}, Conflict.EMPLOYER),
    ({"declared": frozenset({5})}, Conflict.DECLARED),
    ({"complained": frozenset({5})}, Conflict.PAST_PARTY),
    ({"challenged": True}, Conflict.CHALLENGED),
]
CONCERNS = [
    ({"absent": True}, Concern.ABSENT),
    ({"open_cases": 12}, Concern.FULL),
    ({"mediated": frozenset({5})}, Concern.SAME_MERCHANT),
    ({"expertise": frozenset({"travel"})}, Concern.NO_EXPERTISE),
    ({"areas": frozenset({"420500"})}, Concern.FAR),
]


@pytest.mark.parametrize(("change", "conflict"), CONFLICTS)
def test_a_conflict_forbids(change: dict[str, object], conflict: Conflict) -> None:
    assert conflicts(dataclasses.replace(FREE, **change), MATTER) == (conflict,)


@pytest.mark.parametrize(("change", "concern"), CONCERNS)
def test_a_concern_warns_and_does_not_forbid(change: dict[str, object], concern: Concern) -> None:
    candidate = dataclasses.replace(FREE, **change)
    assert concerns(candidate, MATTER) == (concern,)
    assert conflicts(candidate, MATTER) == ()


@pytest.mark.parametrize("employer", ["", "有限公司", "青", "湖北某律师事务所"])
def test_an_employer_of_another_name_is_no_conflict(employer: str) -> None:
    assert conflicts(dataclasses.replace(FREE, employer=employer), MATTER) == ()


@given(st.lists(st.builds(Candidate, st.integers(1, 99), st.integers(1, 99), st.just(""), open_cases=st.integers(0, 30),
                          absent=st.booleans(), challenged=st.booleans()), max_size=8))  # fmt: skip
def test_nobody_with_a_conflict_stands_before_somebody_without(candidates: list[Candidate]) -> None:
    order = [bool(conflicts(each, MATTER)) for each in ranked(candidates, MATTER)]
    assert order == sorted(order)


@pytest.mark.django_db
def test_everything_is_looked_up_for_the_whole_panel_in_a_fixed_number_of_queries(django_assert_num_queries) -> None:
    place = town()
    case = Case.objects.select_related("complaint", "merchant").get(pk=assigned(place).id)
    friend = PanelMember.objects.create(user=member("mediator", place.district))
    friend.organisations.add(place.district)
    DeclaredConflict.objects.create(member=friend, merchant=place.merchant, why="亲属", declared_at=NOW)
    worker = PanelMember.objects.create(user=member("mediator", place.district))
    worker.organisations.add(place.district)
    MerchantMembership.objects.create(user=worker.user, merchant=place.merchant, role="viewer", accepted_at=NOW)
    away = PanelMember.objects.create(user=member("mediator", place.district))
    away.organisations.add(place.district)
    Absence.objects.create(member=away, first_day=local_day(NOW), last_day=local_day(NOW + timedelta(days=3)))
    with django_assert_num_queries(8):
        found = {each.id: each for each in candidates_for(case, NOW)}
    matter = matter_of(case)
    assert conflicts(found[friend.pk], matter) == (Conflict.DECLARED,)
    assert conflicts(found[worker.pk], matter) == (Conflict.TEAM,)
    assert concerns(found[away.pk], matter) == (Concern.ABSENT,)
    assert conflicts(found[place.panel_member.pk], matter) == ()


@pytest.mark.django_db
def test_a_mediator_with_a_conflict_cannot_be_appointed_and_one_of_another_body_neither() -> None:
    place, elsewhere = town(), town()
    case = assigned(place)
    officer = place.acts("officer")
    accept(case_id=case.id, actor=officer, now=NOW)
    DeclaredConflict.objects.create(member=place.panel_member, merchant=place.merchant, why="亲属", declared_at=NOW)
    with refused("conflict"):
        appoint(case_id=case.id, actor=officer, now=NOW, member_id=place.panel_member.pk)
    with refused("no_mediator"):
        appoint(case_id=case.id, actor=officer, now=NOW, member_id=elsewhere.panel_member.pk)
