"""No log line and no error report holds a person."""

import io
import logging
import re
import sys

import pytest
import structlog
from django.db import IntegrityError, connection, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import PhoneNumber, User
from accounts.personal_data.scrubber import scrub, scrub_report, scrub_value
from accounts.slow_queries import watch
from tests.people import log_in, person


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("call 13812345678 now", "call [phone] now"),
        ("call +86 138-1234-5678", "call [phone]"),
        ("027-87654321", "[phone]"),
        ("42010619900307451X", "[id number]"),
        ("6222020200112230054", "[number]"),
        ("zhang.san@example.com wrote", "[email] wrote"),
        ("KeyError: '张三测试'", "KeyError: '[text]'"),
        ("阿依古丽·买买提", "[text]"),
        ("case 1023 of 2026-11-24T10:00:00Z took 1234567 ms", "case 1023 of 2026-11-24T10:00:00Z took 1234567 ms"),
        ("id 6f1d3b1e-0a44-4c0c-8a51-138123456789", "id 6f1d3b1e-0a44-4c0c-8a51-138123456789"),
        ("sha 13812345678abcdef", "sha 13812345678abcdef"),
        ("violates\nDETAIL:  Key (email)=(Zhang San) exists.\nend", "violates\nDETAIL: [left out]\nend"),
    ],
)
def test_texts(text: str, clean: str) -> None:
    assert scrub(text) == clean


@given(
    st.from_regex(re.compile(r"1[3-9][0-9]{9}", re.ASCII), fullmatch=True), st.text(alphabet="abc :,.()'\n", max_size=9)
)
def test_no_phone_survives(phone: str, around: str) -> None:
    assert phone not in scrub(f"{around} {phone},{around}")


def test_values_keep_their_shape() -> None:
    assert scrub_value({"id": 7, "ok": True, "ms": 1.5, "none": None, "to": ["13812345678", 13812345678]}) == {
        "id": 7,
        "ok": True,
        "ms": 1.5,
        "none": None,
        "to": ["[phone]", "[number]"],
    }


def test_reports_leave_without_request_and_person() -> None:
    report = {
        "request": {"data": "x"},
        "user": {"id": 1},
        "exception": {"values": [{"value": "张三测试"}]},
        "level": "error",
    }
    assert scrub_report(report, {}) == {"exception": {"values": [{"value": "[text]"}]}, "level": "error"}


@pytest.fixture
def output():
    """What the console of this installation would show."""
    root = logging.getLogger()
    ours = next(h for h in root.handlers if isinstance(h.formatter, structlog.stdlib.ProcessorFormatter))
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(ours.formatter)
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def test_both_kinds_of_logging_are_scrubbed(output: io.StringIO) -> None:
    structlog.get_logger("hejie.test").warning("found", phone="027 no pattern", case_id=7, text="给13812345678")
    logging.getLogger("django.request").error("lost %s", "zhang@example.com")
    shown = output.getvalue()
    assert "case_id=7" in shown
    assert "hejie.test" in shown
    for left in ("027 no pattern", "13812345678", "zhang@", "给"):
        assert left not in shown


@pytest.mark.django_db
def test_an_exception_shows_where_and_not_whom(output: io.StringIO) -> None:
    user = User.objects.create_user(email="zhang@example.com", display_name="张三测试")
    try:
        raise ValueError(f"no such person: {user.display_name} {user.email}")
    except ValueError:
        logging.getLogger("hejie").exception("failed")
    try:
        with transaction.atomic():
            User.objects.create_user(email="zhang@example.com", display_name="李四测试")
    except IntegrityError:
        logging.getLogger("hejie").exception("failed again")
    shown = output.getvalue()
    assert "ValueError" in shown
    assert "IntegrityError" in shown
    assert "test_scrubber.py" in shown
    for left in ("张三", "李四", "zhang@"):
        assert left not in shown


@pytest.mark.django_db
@pytest.mark.urls("tests.accounts.routes")
def test_a_view_that_crashes_on_somebody(output: io.StringIO) -> None:
    user = person(display_name="张三测试")
    phone = PhoneNumber.objects.get(user=user).phone
    client = log_in(Client(raise_request_exception=False), user)
    response = client.get("/crashes/", {"q": phone})
    assert response.status_code == 500
    shown = output.getvalue()
    assert "/crashes/" in shown
    assert response["X-Request-ID"] in shown
    for left in ("张三", phone):
        assert left not in shown
        assert left not in response.content.decode()


@pytest.mark.django_db
def test_a_slow_statement_is_shown_without_its_values(output: io.StringIO, settings) -> None:
    settings.SLOW_QUERY_MS = 0
    watch(type(connection), connection)
    assert not User.objects.filter(display_name="张三测试").exists()
    shown = output.getvalue()
    assert "slow_query" in shown
    assert "display_name" in shown
    assert "张三" not in shown


@pytest.mark.django_db
def test_each_request_has_a_number_and_a_line(client: Client, output: io.StringIO) -> None:
    given = "0123456789abcdef"
    assert client.get("/login/", headers={"X-Request-ID": given})["X-Request-ID"] == given
    assert client.get("/login/?next=/me/", headers={"X-Request-ID": "<script>"})["X-Request-ID"] != "<script>"
    line = next(line for line in output.getvalue().splitlines() if given in line)
    assert "route=login" in line
    assert "status=200" in line
    assert "next" not in output.getvalue()
    assert sys.modules["config.settings"].LOGGING["loggers"]["django"]["handlers"] == []
