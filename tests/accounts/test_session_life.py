"""Sessions end by themselves: without activity, and after a while at all; a new device is told to its owner."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.login.session_life import BEGAN, SEEN, over
from accounts.models import KnownDevice, Membership, Role, User
from notices.addressing import address_waiting
from notices.models import Channel, Delivery, Outbox, RecordedMessage
from notices.texts import words_of
from tests.people import log_in, member, organisation, person

HOUR, DAY = 3600, 24 * 3600
START = dt.datetime(2026, 6, 1, 8, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("staff", "since", "idle", "why"),
    [
        (True, 0, 0, ""),
        (True, 2 * HOUR, HOUR - 1, ""),
        (True, 2 * HOUR, HOUR, "idle"),
        (True, 12 * HOUR, 0, "old"),
        (False, 6 * DAY, 6 * DAY, ""),
        (False, 7 * DAY, 7 * DAY, "idle"),
        (False, 29 * DAY, DAY, ""),
        (False, 30 * DAY, 0, "old"),
    ],
)
def test_when_it_is_over(staff: bool, since: int, idle: int, why: str) -> None:
    now = 1_780_000_000
    assert over({BEGAN: now - since, SEEN: now - idle, "for_organisation": staff}, now) == why


@given(st.booleans(), st.integers(0, 40 * DAY), st.integers(0, 40 * DAY))
def test_what_is_over_stays_over(staff: bool, since: int, idle: int) -> None:
    session = {BEGAN: 0, SEEN: max(0, since - idle), "for_organisation": staff}
    assert not over(session, since) or over(session, since + HOUR)


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_an_officer_who_went_to_lunch_comes_back_to_the_same_form() -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = log_in(Client(), member(Role.OFFICER))
        for _ in range(3):  # at work: each page moves the end
            clock.shift(50 * 60)
            assert client.get("/mediation/").status_code == 200
        key = client.session.session_key
        clock.shift(61 * 60)
        answer = client.post(
            "/mediation/", {"q": "x"}, headers={"referer": "http://testserver/mediation/?queue=accept"}
        )
        assert answer["Location"] == "/staff/login/?next=%2Fmediation%2F%3Fqueue%3Daccept%23kept"
        assert not Session.objects.filter(session_key=key).exists()
        assert not UserSession.objects.filter(session_key=key).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_it_says_that_it_ended() -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = log_in(Client(), person())
        clock.shift(8 * DAY)
        assert "自动结束" in client.get("/me/", follow=True).content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_nobody_stays_for_ever_by_clicking() -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = log_in(Client(), person())
        for _ in range(5):
            clock.shift(5 * DAY)
            assert client.get("/me/").status_code == 200
        clock.shift(5 * DAY)
        assert client.get("/me/").status_code == 302


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_who_joins_an_organisation_meanwhile_has_its_short_life() -> None:
    user = person()
    with time_machine.travel(START, tick=False) as clock:
        client = log_in(Client(), user)
        Membership.objects.create(user=user, organisation=organisation(), role=Role.OFFICER, accepted_at=timezone.now())
        assert client.get("/mediation/").status_code == 200
        clock.shift(2 * HOUR)
        assert client.get("/mediation/")["Location"].startswith("/staff/login/")


def come_in(client: Client, phone: str, agent: str) -> None:
    client.post("/login/", {"target": phone})
    found = re.search(r"\d{6}", RecordedMessage.objects.latest("id").body)
    assert found
    client.post("/login/code/", {"code": found[0]}, headers={"user-agent": agent})
    assert client.get("/me/").status_code == 200


@pytest.mark.django_db
def test_a_new_device_is_told_everywhere_and_the_same_one_never_again() -> None:
    user = person(email="wang@example.com")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    phone, home, thief = user.phone_number.phone, Client(), Client()
    come_in(home, phone, "Mozilla Firefox Windows")
    assert not Outbox.objects.exists(), "the first of an account is its own"
    home.post("/logout/")
    come_in(home, phone, "Mozilla Firefox Windows")
    assert not Outbox.objects.exists(), "the cookie outlives the session"
    come_in(thief, phone, "Chrome Android")
    notice = Outbox.objects.get(template="account.new_device")
    text = words_of(notice, Channel.SMS)
    assert "Chrome, Android" in text.body
    assert "/me/sessions/" in text.body
    address_waiting(now=timezone.now())
    assert set(Delivery.objects.values_list("channel", flat=True)) == {"in_app", "sms", "email"}
    assert KnownDevice.objects.filter(user=user).count() == 2
    cookie = thief.cookies["device"]
    assert cookie["httponly"]
    assert cookie.value.encode() not in bytes(KnownDevice.objects.latest("id").digest)


@pytest.mark.django_db
def test_a_made_up_cookie_is_not_taken() -> None:
    user = person()
    client = Client()
    client.cookies["device"] = "x" * 5_000
    come_in(client, user.phone_number.phone, "Chrome Android")
    assert re.fullmatch(r"[\w-]{22}", client.cookies["device"].value)
    assert User.objects.get(pk=user.pk).devices.count() == 1
