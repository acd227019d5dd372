"""Log-ins, failed ones and reached limits are lines, with numbers and without names."""

from __future__ import annotations

import re

import pytest
import structlog
from django.test import Client

from accounts.models import Role, User
from notices.models import RecordedMessage
from tests.people import log_in, member, person

pytestmark = pytest.mark.django_db
PASSWORD = "drei ungewohnte Worte"


@pytest.fixture
def officer() -> User:
    return member(Role.OFFICER, email="officer@example.com", password=PASSWORD)


def test_passwords(client: Client, officer: User) -> None:
    with structlog.testing.capture_logs() as lines:
        for email in ("officer@example.com", "nobody@example.com"):
            client.post("/staff/login/", {"email": email, "password": "wrong"})
        client.post("/staff/login/", {"email": "officer@example.com", "password": PASSWORD})
    ours = [line for line in lines if line["event"] != "request"]
    assert [(line["event"], line.get("why"), line["person"]) for line in ours] == [
        ("login_failed", "wrong", officer.pk),
        ("login_failed", "unknown", None),
        ("logged_in", None, officer.pk),
    ]
    assert ours[2]["for_organisation"] is True
    assert "example.com" not in str(lines)


def test_codes_and_limits(client: Client, settings) -> None:
    settings.LIMITS = {**settings.LIMITS, "code_try.address": "2/3600"}
    phone = person().phone_number.phone
    client.post("/login/", {"target": phone})
    code = re.search(r"\d{6}", RecordedMessage.objects.latest("id").body)
    assert code
    wrong = f"{(int(code[0]) + 1) % 1_000_000:06}"
    with structlog.testing.capture_logs() as lines:
        for _ in range(4):
            client.post("/login/code/", {"code": wrong})
    ours = [line for line in lines if line["event"] != "request"]
    assert [(line["event"], line.get("why"), line.get("scope")) for line in ours] == [
        ("login_failed", "wrong", None),
        ("login_failed", "wrong", None),
        ("limit_reached", None, "code_try.address"),
    ]
    assert phone not in str(lines)


def test_a_request_says_whose_it_was(client: Client) -> None:
    user = person()
    with structlog.testing.capture_logs() as lines:
        client.get("/login/")
        log_in(client, user).get("/me/")
    assert [line["person"] for line in lines if line["event"] == "request"] == [None, user.pk]


def test_a_closed_door(client: Client) -> None:
    user = person()
    log_in(client, user)
    with structlog.testing.capture_logs() as lines:
        assert client.get("/people/").status_code == 403
    assert [(line["route"], line["person"]) for line in lines if line["event"] == "refused"] == [("people", user.pk)]
