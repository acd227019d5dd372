"""A form sent after the session ended leads through the log-in back to its page, never to another site."""

import datetime as dt
import re
from urllib.parse import unquote

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.doors import to_log_in
from accounts.models import User
from notices.models import RecordedMessage
from tests.people import log_in, person


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/desk/?tab=name", "%2Fdesk%2F%3Ftab%3Dname"),
        ("http://testserver/desk/", "%2Fdesk%2F"),
        ("https://evil.example/desk/", "%2F"),
        ("", "%2F"),
    ],
)
def test_back_to_the_page_of_the_form(rf: RequestFactory, referer: str, back: str) -> None:
    request = rf.post("/desk/answer/", headers={"referer": referer} if referer else {})
    assert to_log_in(request)["Location"] == f"/login/?next={back}"


def test_a_page_is_its_own_way_back(rf: RequestFactory) -> None:
    assert to_log_in(rf.get("/desk/?a=1"))["Location"] == "/login/?next=%2Fdesk%2F%3Fa%3D1"


TYPED = {"text": "五月二十日门口贴了张纸", "password": "geheim", "empty": " "}
PAGE = {"Referer": "http://testserver/mine/?tab=a"}


def sent_too_late(client: Client, user: User, *, cookie: bool = True, **typed: str) -> str:
    """A form sent after the session ended: where it leads."""
    log_in(client, user)
    if not cookie:
        client.cookies.clear()
    with time_machine.travel(timezone.now() + dt.timedelta(days=8)):
        return unquote(client.post("/mine/", {**TYPED, **typed}, headers=PAGE)["Location"])


def come_in(client: Client, user: User) -> Client:
    with time_machine.travel(timezone.now() + dt.timedelta(days=8)):
        client.post("/login/", {"target": user.phone_number.phone})
        code = re.search(r"\d{6}", RecordedMessage.objects.latest("id").body)
        assert code
        client.post("/login/code/", {"code": code[0]})
    return client


def brought(client: Client, page: str = "/mine/", *, hours: int = 0) -> object:
    with time_machine.travel(timezone.now() + dt.timedelta(days=8, hours=hours)):
        answer = client.post("/login/kept/", {"page": page})
        return answer.json() if answer.status_code == 200 else answer.status_code


@pytest.mark.django_db
@pytest.mark.urls("tests.accounts.routes")
@pytest.mark.parametrize("cookie", [True, False])
def test_what_was_typed_comes_back_once(client: Client, cookie: bool) -> None:
    user = person()
    assert sent_too_late(client, user, cookie=cookie) == "/login/?next=/mine/?tab=a#kept"
    assert brought(client) == 302  # nobody yet
    assert "门口" not in str(Session.objects.values_list("session_data"))
    come_in(client, user)
    assert brought(client) == {"action": "/mine/", "values": [["text", TYPED["text"]]]}
    assert brought(client) == 204


@pytest.mark.django_db
@pytest.mark.urls("tests.accounts.routes")
def test_nobody_else_gets_it(client: Client) -> None:
    sent_too_late(client, person())
    come_in(client, person())
    assert brought(client) == 204


@pytest.mark.django_db
@pytest.mark.urls("tests.accounts.routes")
@pytest.mark.parametrize(("page", "hours"), [("/elsewhere/", 0), ("/mine/", 2)])
def test_not_on_another_page_and_not_for_long(client: Client, page: str, hours: int) -> None:
    user = person()
    sent_too_late(client, user)
    come_in(client, user)
    assert brought(client, page, hours=hours) == 204


@pytest.mark.django_db
@pytest.mark.urls("tests.accounts.routes")
def test_what_would_fill_the_table_is_not_kept(client: Client, settings) -> None:
    user = person()
    assert sent_too_late(client, user, text="长" * 60_001) == "/login/?next=/mine/?tab=a"
    settings.LIMITS = {**settings.LIMITS, "typing.address": "1/3600"}
    assert sent_too_late(client, user).endswith("#kept")
    assert sent_too_late(client, user) == "/login/?next=/mine/?tab=a"
