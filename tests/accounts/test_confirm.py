"""Something grave asks once more who one is, keeps what was typed, and goes on by itself."""

import datetime as dt
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from accounts.models import ContactChange, PhoneNumber, User
from notices.models import RecordedMessage
from tests.accounts.test_staff_login import PASSWORD, totp
from tests.people import log_in, member, person

pytestmark = pytest.mark.django_db
ASKED = "/accounts/reauthenticate/"
AGO = 601  # seconds; RECENT_LOGIN is ten minutes


def code() -> str:
    found = re.search(r"\d{6}", RecordedMessage.objects.latest("id").body)
    assert found
    return found[0]


def by_code(client: Client, onward: str):
    """The answer to a code asked for on the page."""
    assert client.post(ASKED, {"send": "phone", "next": onward}).status_code == 200
    return client.post(ASKED, {"code": code(), "next": onward})


def with_old_totp(user: User) -> str:
    """A factor that has been kept for a while."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    Authenticator.objects.filter(user=user).update(created_at=timezone.now() - dt.timedelta(days=9))
    return secret


@pytest.mark.parametrize("page", ["/me/contact/", "/me/password/", "/me/data/", "/me/data/file/"])
def test_pages_of_weight_ask_first(client: Client, page: str) -> None:
    log_in(client, person(), ago=AGO, second_factor=False)
    asked = client.get(page)
    assert asked["Location"].startswith(ASKED)
    assert client.get(asked["Location"]).status_code == 200
    assert by_code(client, page)["Location"] == page
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("page", ["totp/activate/", "webauthn/add/"])
def test_nobody_adds_a_factor_to_an_account_left_open(client: Client, page: str) -> None:
    log_in(client, person(), ago=AGO, second_factor=False)
    assert client.get(f"/accounts/2fa/{page}")["Location"].startswith(ASKED)
    assert client.post(f"/accounts/2fa/{page}", {"code": "123456"})["Location"].startswith(ASKED)
    assert not Authenticator.objects.exists()


def test_what_was_typed_goes_on_by_itself(client: Client) -> None:
    log_in(client, person(), ago=AGO, second_factor=False)
    asked = client.post("/me/contact/", {"target": "13800001234"})
    assert asked["Location"] == f"{ASKED}?next=%2Fme%2Fcontact%2F"
    assert by_code(client, "/me/contact/")["Location"] == "/me/contact/code/"
    client.post("/me/contact/code/", {"code": code()})
    assert ContactChange.objects.get().target == "13800001234"


def test_what_was_given_up_is_not_done_later(client: Client) -> None:
    log_in(client, person(), ago=AGO, second_factor=False)
    client.post("/me/contact/", {"target": "13800001234"})
    client.get("/me/contact/")
    assert by_code(client, "/me/contact/")["Location"] == "/me/contact/"
    assert RecordedMessage.objects.count() == 1


def test_sessions_elsewhere_end_after_one_factor(client: Client) -> None:
    user = member(email="a@example.com", password=PASSWORD)
    with_old_totp(user)
    log_in(client, user, ago=AGO)
    for number in range(3):
        UserSession.objects.create(user=user, session_key=f"elsewhere{number}", ip="127.0.0.1", user_agent="")
    first = UserSession.objects.filter(session_key="elsewhere0").get()
    path = f"/me/sessions/{first.pk}/end/"
    assert client.post(path)["Location"].startswith(ASKED)
    assert client.post("/me/sessions/others/end/")["Location"].startswith(ASKED)
    assert UserSession.objects.filter(session_key__startswith="elsewhere").count() == 3
    wrong = client.post(ASKED, {"password": "wrong", "next": "/me/sessions/others/end/"})
    assert wrong.context["form"].errors["password"]
    assert client.post(ASKED, {"password": PASSWORD, "next": "/me/sessions/others/end/"})["Location"] == "/me/sessions/"
    assert not UserSession.objects.filter(session_key__startswith="elsewhere").exists()


def test_logging_out_here_asks_nothing(client: Client) -> None:
    user = person()
    log_in(client, user, ago=AGO)
    here = UserSession.objects.create(user=user, session_key=client.session.session_key, ip="127.0.0.1", user_agent="")
    assert client.post(f"/me/sessions/{here.pk}/end/")["Location"] == "/"
    assert client.get("/me/").status_code == 302


def test_whoever_keeps_a_second_factor_shows_both(client: Client) -> None:
    user = member(email="a@example.com", password=PASSWORD)
    secret = with_old_totp(user)
    log_in(client, user, ago=AGO)
    assert client.post("/me/contact/", {"target": "13800001234"})["Location"].startswith(ASKED)
    again = client.post(ASKED, {"password": PASSWORD, "next": "/me/contact/"})
    assert again["Location"] == f"{ASKED}?next=%2Fme%2Fcontact%2F"
    second = client.get(again["Location"])["Location"]
    assert second == "/accounts/2fa/reauthenticate/?next=%2Fme%2Fcontact%2F"
    assert client.get(second).status_code == 200
    done = client.post(second, {"code": totp(secret), "next": "/me/contact/"})
    assert done["Location"] == "/me/contact/code/"


def test_a_factor_set_up_a_moment_ago_is_not_asked_for_at_once(client: Client) -> None:
    user = person()
    log_in(client, user, second_factor=False)
    TOTP.activate(user, generate_totp_secret())
    assert client.get("/me/contact/").status_code == 200


def test_a_code_that_is_somebody_elses_by_now(client: Client) -> None:
    user = person()
    log_in(client, user, ago=AGO, second_factor=False)
    client.post(ASKED, {"send": "phone", "next": "/me/contact/"})
    PhoneNumber.objects.filter(user=user).update(user=person_without_phone())
    page = client.post(ASKED, {"code": code(), "next": "/me/contact/"})
    assert page.context["form"].non_field_errors()
    assert client.get("/me/contact/").status_code == 302


def test_the_page_sends_nowhere_else_and_takes_nothing_odd(client: Client) -> None:
    log_in(client, person(), ago=AGO, second_factor=False)
    assert client.post(ASKED, {"send": "email", "next": "/me/"}).status_code == 200
    assert client.post(ASKED, {"code": "123456"}).status_code == 200
    assert client.post(ASKED, {"password": ""}).status_code == 200
    assert not RecordedMessage.objects.exists()
    assert by_code(client, "https://evil.example/")["Location"] == "/case/"
    assert client.get(ASKED)["Location"] == "/case/"


def test_ten_passwords(client: Client) -> None:
    log_in(client, member(email="a@example.com", password=PASSWORD), ago=AGO)
    for number in range(10):
        client.post(ASKED, {"password": f"wrong {number}"})
    assert client.post(ASKED, {"password": PASSWORD}).context["form"].errors["password"]


def test_a_code_is_asked_for_at_the_door_of_nobody(client: Client) -> None:
    assert client.get(ASKED)["Location"] == f"/login/?next={ASKED}"


def person_without_phone() -> User:
    return User.objects.create_user()
