"""Header and footer: drawn once for all who see them alike, never one reader's for another."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from accounts.preferences.frame import doors_here
from tests.people import log_in, member, organisation, person

pytestmark = pytest.mark.django_db


def test_one_door_is_marked_the_inner_one() -> None:
    assert doors_here("officer", reverse("mediation:sittings")) == {"mediation:sittings"}
    assert doors_here("officer", reverse("mediation:bench")) == {"mediation:bench"}
    assert doors_here("public", "/") == frozenset()


def test_each_house_and_language_has_its_own(client: Client) -> None:
    one, other = organisation(short_name="甲消协"), organisation(short_name="乙消协")
    for house, stranger in ((one, other), (other, one)):
        text = log_in(Client(), member(Role.OFFICER, house)).get("/mediation/").text
        assert house.short_name in text
        assert stranger.short_name not in text
    assert "English" in client.get("/").text
    assert "中文" in client.get("/", headers={"accept-language": "en"}).text


def test_the_way_back_is_this_page_escaped(client: Client) -> None:
    log_in(client, person())
    page = client.get("/about/rules/", {"x": '"><script>alert(1)</script>'})
    assert page.text.count("next") >= 2
    assert "<script>alert" not in page.text
    assert 'value="/about/rules/?x=' in page.text
    assert 'value="/about/privacy/"' in client.get("/about/privacy/").text
