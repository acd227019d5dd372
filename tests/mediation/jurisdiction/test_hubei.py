"""The demo's bodies over the real divisions: nobody in Hubei is left out, and nobody has two."""

from __future__ import annotations

import pytest

from config.demo.bodies import ZONE_TOWNSHIPS
from mediation.jurisdiction.assign import Outcome, assign, settle
from mediation.jurisdiction.place import Place
from tests.mediation.jurisdiction.conftest import Hubei

pytestmark = pytest.mark.django_db  # pytest-django sets no test database up for a run that never asks for one


def where(hubei: Hubei, code: str, procedure: str = "association") -> list[str | None]:
    """The body of a place and those above it, by name."""
    found = assign(Place(code), hubei.cases, hubei.divisions, procedure=procedure)
    return [hubei.name(each) for each in (found.organisation_id, *found.superior_ids)]


def test_every_county_and_township_has_one_association_and_one_court(hubei: Hubei) -> None:
    places = hubei.below()
    assert len(places) == 1 + 13 + 103 + 1260
    for code in places[1:]:
        chain = hubei.divisions.ancestors(code)
        nearest = next(
            [body for body in step.bodies if body.procedure == "association"]
            for step in hubei.cases.climb(chain)
            if any(body.procedure == "association" for body in step.bodies)
        )
        assert len(nearest) == 1, code
        courts = [body for step in hubei.courts.climb(chain) for body in step.bodies]
        assert len(courts) == 1, code


@pytest.mark.parametrize("code", ["429004", "429005", "429006", "429021"])
def test_the_four_have_the_province_above_them(hubei: Hubei, code: str) -> None:
    name = hubei.divisions.name(code)
    assert where(hubei, code) == [f"{name}消费者协会", "湖北省消费者协会"]
    township = hubei.divisions.children(code)[0]
    assert where(hubei, township) == where(hubei, code)


def test_every_county_under_a_city_has_city_and_province_above(hubei: Hubei) -> None:
    for city in hubei.divisions.children("420000"):
        for county in hubei.divisions.children(city):
            if hubei.divisions.level(county) == "county":
                assert where(hubei, county)[1:] == [f"{hubei.divisions.name(city)}消费者协会", "湖北省消费者协会"]


@pytest.mark.parametrize("code", ZONE_TOWNSHIPS)
def test_the_development_zone_has_its_townships_and_the_district_has_not(hubei: Hubei, code: str) -> None:
    assert where(hubei, code) == ["武汉东湖新技术开发区消费者协会", "武汉市消费者协会", "湖北省消费者协会"]


def test_neighbouring_townships_stay_with_the_district(hubei: Hubei) -> None:
    assert where(hubei, "420111001")[0] == "武汉市洪山区消费者协会"
    assert where(hubei, "420115001")[0] == "武汉市江夏区消费者协会"


def test_the_bureau_and_its_offices_in_the_administrative_lane(hubei: Hubei) -> None:
    streets = hubei.divisions.children("420106")
    for street in streets:
        office, *above = where(hubei, street, "administrative")
        assert office.endswith("市场监督管理所")
        assert above == ["武汉市武昌区市场监督管理局"]
    assert where(hubei, "420106", "administrative") == ["武汉市武昌区市场监督管理局"]


@pytest.mark.parametrize(
    ("old", "body"),
    [
        ("420321", "十堰市郧阳区消费者协会"),
        ("422302", "赤壁市消费者协会"),
        ("422405", "潜江市消费者协会"),
        ("420604", "襄阳市消费者协会"),  # 樊西区 was split: its city stands in
    ],
)
def test_abolished_codes_go_by_their_history(hubei: Hubei, old: str, body: str) -> None:
    assert where(hubei, old)[0] == body


def test_beyond_hubei(hubei: Hubei) -> None:
    found = assign(Place("310115", consumer="420106"), hubei.cases, hubei.divisions, procedure="association")
    assert found.outcome is Outcome.OUT_OF_AREA
    assert hubei.name(found.consumers_own_id) == "武汉市武昌区消费者协会"


def test_every_code_of_the_list_past_or_present_is_answered(hubei: Hubei) -> None:
    for code in hubei.divisions.codes():
        current = hubei.divisions.resolve(code).code
        inside = hubei.divisions.ancestors(current)[-1] == "420000"
        assert (settle(current, hubei.cases, hubei.divisions) is not None) == inside
