"""Through the door with a code: same answer for all, once, not for long, not by guessing; and back to where one was."""

import datetime as dt
import re

import pytest
import redis
import time_machine
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts import limits
from accounts.login.tasks import sweep_up
from accounts.models import LoginCode, PhoneNumber, User
from notices.models import RecordedMessage
from tests.people import log_in, person

pytestmark = pytest.mark.django_db


def ask(client: Client, target: str, **more: str):
    return client.post("/login/", {"target": target, **more})


def sms() -> str:
    found = re.search(r"\d{6}", RecordedMessage.objects.latest("id").body)
    assert found
    return found[0]


def test_a_new_phone_signs_up(client: Client) -> None:
    assert client.get("/login/").status_code == 200
    assert ask(client, "+86 138 0000 1234")["Location"] == "/login/code/"
    page = client.get("/login/code/").content.decode()
    assert "138****1234" in page
    assert "13800001234" not in page
    response = client.post("/login/code/", {"code": sms()})
    assert response["Location"] == "/me/"
    number = PhoneNumber.objects.get()
    assert (number.phone, number.phone_masked) == ("13800001234", "138****1234")
    assert number.verified_at is not None
    assert client.get("/me/").context["user"] == number.user


def test_a_known_phone_comes_back_to_the_same_person(client: Client) -> None:
    user = person()
    ask(client, user.phone_number.phone)
    assert client.post("/login/code/", {"code": f" {sms()[:3]} {sms()[3:]} "})["Location"] == "/case/"
    assert client.get("/me/").context["user"] == user
    assert User.objects.count() == 1


def test_by_email(client: Client) -> None:
    for _ in range(2):
        ask(client, "Zhang@Example.com")
        code = re.search(r"\d{6}", mail.outbox[-1].body)
        assert mail.outbox[-1].to == ["zhang@example.com"]
        assert code
        client.post("/login/code/", {"code": code[0]})
        client.post("/logout/")
    assert User.objects.get().email == "zhang@example.com"
    assert EmailAddress.objects.get().verified


def test_known_and_unknown_get_the_same_answer(client: Client) -> None:
    known, unknown = person().phone_number.phone, "13800001234"
    answers = []
    for phone in (known, unknown):
        visitor = Client()
        answer = ask(visitor, phone)
        page = visitor.get("/login/code/").content.decode()
        answers.append((answer.status_code, answer["Location"], re.sub(r"138\*|139\*|\d{4}|value=\"\w+\"", "", page)))
    assert answers[0] == answers[1]
    assert LoginCode.objects.count() == RecordedMessage.objects.count() == 2


def test_asking_looks_nobody_up(client: Client, django_assert_num_queries) -> None:
    """The same statements for known and unknown, so the clock tells nothing either."""
    counts = []
    for phone in (person().phone_number.phone, "13800001234"):
        with django_assert_num_queries(6) as captured:
            ask(Client(), phone)
        counts.append([re.sub(r"'[^']*'|\d+", "", query["sql"])[:60] for query in captured.captured_queries])
        assert not any("accounts_user" in query["sql"] or "phonenumber" in query["sql"] for query in captured)
    assert counts[0] == counts[1]


def test_a_code_is_kept_as_a_hash(client: Client) -> None:
    ask(client, "13800001234")
    row = LoginCode.objects.get()
    assert sms().encode() not in bytes(row.digest)
    assert len(row.digest) == 32


def test_a_code_opens_once(client: Client) -> None:
    ask(client, "13800001234")
    code = sms()
    client.post("/login/code/", {"code": code})
    client.post("/logout/")
    ask(client, "13800009999")
    session = client.session
    session["login_code"]["id"] = str(LoginCode.objects.earliest("created_at").public_id)
    session.save()
    assert client.post("/login/code/", {"code": code}).context["form"].errors["code"]
    assert not client.session.get("_auth_user_id")


def test_a_double_submit_lands_where_the_first_did(client: Client) -> None:
    ask(client, "13800001234", next="/me/sessions/")
    code = sms()
    assert client.post("/login/code/", {"code": code})["Location"] == "/me/sessions/"
    assert client.post("/login/code/", {"code": code}).status_code == 302


def test_five_tries(client: Client) -> None:
    ask(client, "13800001234")
    code = sms()
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(5):
        assert client.post("/login/code/", {"code": wrong}).status_code == 200
    assert LoginCode.objects.get().tries == 5
    assert client.post("/login/code/", {"code": code}).status_code == 200
    assert not User.objects.exists()


def test_ten_minutes(client: Client) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ask(client, "13800001234")
        clock.shift(dt.timedelta(minutes=10))
        assert client.post("/login/code/", {"code": sms()}).status_code == 200
    assert not User.objects.exists()


def test_another_session_cannot_use_it(client: Client) -> None:
    ask(client, "13800001234")
    thief = Client()
    assert thief.get("/login/code/")["Location"] == "/login/"
    ask(thief, "13800005555")
    RecordedMessage.objects.latest("id").delete()
    assert thief.post("/login/code/", {"code": sms()}).status_code == 200
    assert not User.objects.exists()


def test_again_sends_a_new_one_to_the_same_place(client: Client) -> None:
    ask(client, "13800001234", next="/me/")
    first = sms()
    assert client.post("/login/again/").status_code == 302
    assert RecordedMessage.objects.count() == 2
    assert client.post("/login/code/", {"code": sms()})["Location"] == "/me/"
    assert first


@pytest.mark.parametrize(
    ("wish", "where"),
    [
        ("/me/sessions/", "/me/sessions/"),
        ("https://evil.example/", "/case/"),
        ("//evil.example", "/case/"),
        ("javascript:1", "/case/"),
    ],
)
def test_next_is_kept_when_it_is_ours(client: Client, wish: str, where: str) -> None:
    user = person()
    ask(client, user.phone_number.phone, next=wish)
    assert client.post("/login/code/", {"code": sms()})["Location"] == where
    assert client.get("/login/", {"next": wish})["Location"] == where


def test_a_draft_survives_log_in(client: Client) -> None:
    client.get("/login/")
    session = client.session
    session["draft_token"] = "of the first word"
    session.save()
    before = session.session_key
    ask(client, "13800001234")
    client.post("/login/code/", {"code": sms()})
    assert client.session["draft_token"] == "of the first word"
    assert client.session.session_key != before


@pytest.mark.parametrize("typed", ["", "12345", "zhang@", "<script>alert(1)</script>", "😀" * 10000])
def test_what_is_no_address_is_said_at_the_field(client: Client, typed: str) -> None:
    response = ask(client, typed)
    assert response.status_code == 200
    assert response.context["form"].errors["target"]
    assert not LoginCode.objects.exists()


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３45"])
def test_what_is_no_code_costs_no_try(client: Client, typed: str) -> None:
    ask(client, "13800001234")
    assert client.post("/login/code/", {"code": typed}).context["form"].errors["code"]
    assert LoginCode.objects.get().tries == 0


def test_five_codes_an_hour_to_one_phone(client: Client) -> None:
    for _ in range(5):
        assert ask(Client(REMOTE_ADDR="198.51.100.7"), "13800001234").status_code == 302
    refused = ask(Client(REMOTE_ADDR="203.0.113.9"), "138 0000 1234")
    assert refused.status_code == 200
    assert LoginCode.objects.count() == 5


def test_limits_per_address_and_network(client: Client, settings) -> None:
    settings.LIMITS = {**settings.LIMITS, "code.address": "2/3600", "code.network": "3/3600"}
    sent = [
        ask(Client(REMOTE_ADDR=address), f"1380000{number:04}").status_code
        for number, address in enumerate(["198.51.100.7"] * 3 + ["198.51.100.8"] * 2)
    ]
    assert sent == [302, 302, 200, 302, 200]


def test_without_the_counter_no_codes_but_everything_else(client: Client, settings, monkeypatch) -> None:
    settings.REDIS_URL = "unix:///nowhere/valkey.sock?db=0"
    assert ask(client, "13800001234").status_code == 200
    assert not LoginCode.objects.exists()
    limits.limit("look_up.address", "x")
    with pytest.raises(limits.CounterAway):
        limits.limit("look_up.address", "x", closed=True)


def test_counters_hold_no_phone(client: Client, settings) -> None:
    ask(client, "13800001234")
    keys = redis.Redis.from_url(settings.REDIS_URL).keys(f"{settings.LIMITS_PREFIX}*")
    assert keys
    assert not any(b"13800001234" in key or b"127.0.0.1" in key for key in keys)


def test_a_provider_that_fails_is_said(client: Client, settings) -> None:
    settings.SMS_PROVIDER = ""
    assert ask(client, "13800001234").context["form"].non_field_errors()


def test_a_closed_account_stays_closed(client: Client) -> None:
    user = person(is_active=False)
    ask(client, user.phone_number.phone)
    assert client.post("/login/code/", {"code": sms()}).context["form"].errors["code"]
    assert not client.session.get("_auth_user_id")


def test_log_out_is_a_post(client: Client) -> None:
    log_in(client, person())
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/")["Location"] == "/"
    assert client.get("/me/").status_code == 302


def test_sessions_lie_sealed(client: Client) -> None:
    ask(client, "zhang@example.com", next="/me/")
    raw = Session.objects.get().session_data
    assert client.session["login_code"]["to"] == "z***@example.com"
    assert "login_code" not in raw
    Session.objects.update(session_data="damaged")
    assert client.get("/login/code/")["Location"] == "/login/"


def test_recorded_messages_are_for_the_demo(client: Client, settings) -> None:
    ask(client, "13800001234")
    assert client.get("/demo/messages/").status_code == 404
    settings.MODE_IS_DEMO = True
    assert sms() in client.get("/demo/messages/").content.decode()
    assert "/demo/messages/" in Client().get("/login/").content.decode()


def test_what_is_over_is_swept_up(client: Client) -> None:
    with time_machine.travel(timezone.now() - dt.timedelta(days=40)):
        user = person()
        ask(Client(), "13800001235")
        ask(client, user.phone_number.phone)
        client.post("/login/code/", {"code": sms()})
    ask(Client(), "13800001234")
    assert UserSession.objects.count() == 1
    sweep_up()
    sweep_up()
    assert LoginCode.objects.count() == 1
    assert not UserSession.objects.exists()
    assert all(session.expire_date > timezone.now() for session in Session.objects.all())
