"""A provider says later that a message did not arrive: the ladder goes on, once, for whoever shows the secret."""

from __future__ import annotations

import base64
import io
import json
import mailbox
from datetime import timedelta
from email import message_from_bytes

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone

from accounts.actors import Actor
from notices.addressing import address_waiting
from notices.delivering import deliver_waiting
from notices.management.commands import read_bounces
from notices.models import Channel, Delivery, DeliveryReport, DeliveryStatus
from notices.queries import failed
from notices.recipients import Recipient
from notices.reports.bounces import bounce_of
from notices.reports.entries import Malformed, code_of, reports_of
from notices.resending import resend
from tests.notices.conftest import NOW

pytestmark = pytest.mark.django_db
SECRET = "a-secret-of-the-gateway-2026"
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _secrets(settings) -> None:
    settings.REPORT_SECRETS = {"sms": SECRET, "email": "", "wechat": ""}


@pytest.fixture
def person(wang) -> Recipient:
    return Recipient(wang.pk, "王某", email=wang.email, phone="13800138000")


def sent(notice) -> Delivery:
    address_waiting(now=NOW)
    deliver_waiting(now=NOW)
    row = notice.deliveries.exclude(channel=Channel.IN_APP).get()
    assert row.status == DeliveryStatus.SENT
    return row


def report(row: Delivery, *, status: str = "failed", after: timedelta = HOUR, code: str = "UNKNOWN") -> dict[str, str]:
    return {"id": row.provider_id, "status": status, "at": (NOW + after).isoformat(), "code": code}


def post(body: object, *, secret: str = SECRET, channel: str = "sms", authorization: str = ""):
    return Client().post(
        f"/hooks/deliveries/{channel}/",
        body if isinstance(body, bytes) else json.dumps(body),
        content_type="application/json",
        headers={"Authorization": authorization or f"Bearer {secret}"},
    )


def taken(body: object, **how: str) -> dict[str, int]:
    answer = post(body, **how)
    assert answer.status_code == 200, answer.content
    return answer.json()["taken"]


def test_the_next_rung_takes_over_once(tell, person) -> None:
    notice = tell(person)
    row = sent(notice)
    assert taken({"reports": [report(row)]}) == {"failed": 1}
    assert taken({"reports": [report(row)]}) == {"known": 1}
    row.refresh_from_db()
    assert (row.status, row.sent_at, row.failed_reason) == ("failed", None, "reported undelivered: UNKNOWN")
    said = DeliveryReport.objects.get()
    assert (said.delivery, said.sent_at, said.at) == (row, NOW, NOW + HOUR)
    deliver_waiting(now=timezone.now())
    (letter,) = mail.outbox
    assert letter.to == [person.email]
    assert not failed().exists()


def test_below_the_last_rung_it_stands_at_the_desk(tell, wang) -> None:
    notice = tell(Recipient(wang.pk, phone="13800138000"))
    taken([report(sent(notice))])
    assert failed().get() == notice
    assert "reported undelivered" in failed().get().failed_reason


def test_what_was_sent_again_is_not_failed_by_the_old_report(tell, person) -> None:
    notice = tell(Recipient(person.user_id, phone=person.phone))
    row = sent(notice)
    old = report(row)
    taken([old])
    later = NOW + 3 * HOUR
    assert resend(notice_id=notice.pk, actor=Actor.system(), now=later)
    deliver_waiting(now=later)
    row.refresh_from_db()
    assert row.status == DeliveryStatus.SENT
    same_id = {**old, "id": row.provider_id}
    assert taken([same_id]) == {"stale": 1}
    assert taken([{**same_id, "at": (later + HOUR).isoformat()}]) == {"failed": 1}


def test_good_news_and_strange_ids_change_nothing(tell, person) -> None:
    row = sent(tell(person))
    assert taken([report(row, status="delivered"), {**report(row), "id": "nobody's"}]) == {"delivered": 1, "unknown": 1}
    row.refresh_from_db()
    assert row.status == DeliveryStatus.SENT
    assert not DeliveryReport.objects.exists()


def test_who_has_left_is_told_by_no_other_channel(tell, person, people) -> None:
    row = sent(tell(person))
    people.clear()
    assert taken([report(row)]) == {"failed": 1}
    row.refresh_from_db()
    assert row.status == DeliveryStatus.FAILED
    assert Delivery.objects.exclude(channel=Channel.IN_APP).count() == 1


def test_alibaba_clouds_report_is_taken_as_it_is(tell, person) -> None:
    row = sent(tell(person))
    body = [
        {
            "phone_number": "13800138000", "send_time": "2026-03-15 12:00:00", "report_time": "2026-03-15 13:00:00",
            "success": False, "err_code": "MOBILE_NOT_ON_SERVICE", "err_msg": "空号 13800138000",
            "biz_id": row.provider_id,
        }
    ]  # fmt: skip
    answer = post(body)
    assert answer.json()["code"] == 0
    row.refresh_from_db()
    assert row.failed_reason == "reported undelivered: MOBILE_NOT_ON_SERVICE"
    assert "138001" not in DeliveryReport.objects.get().code


def test_only_with_the_secret_of_the_channel(tell, person, settings) -> None:
    row = sent(tell(person))
    for wrong in ("Bearer ", f"Bearer {SECRET}x", "Basic !!", "Basic " + base64.b64encode(b"\xff").decode(), SECRET):
        assert post([report(row)], authorization=wrong).status_code == 401
    assert post([report(row)], channel="email").status_code == 404  # shut: no secret
    settings.REPORT_SECRETS = {**settings.REPORT_SECRETS, "email": "another-secret-of-24-signs"}
    assert post([report(row)], channel="email").status_code == 401
    assert Client().get("/hooks/deliveries/sms/").status_code == 405
    row.refresh_from_db()
    assert row.status == DeliveryStatus.SENT
    basic = "Basic " + base64.b64encode(f"gateway:{SECRET}".encode()).decode()
    assert post([report(row)], authorization=basic).status_code == 200


def test_what_is_no_report_is_refused(settings) -> None:
    for body in (b"{", b"\xff", b"[" * 50_000, [{"id": "x"}], [1], {"reports": [{"id": "", "status": "failed"}]}):
        assert post(body).status_code == 400
    assert post([{"id": "x", "status": "failed", "at": "yesterday"}]).status_code == 400
    assert post(b" " * (256 * 1024 + 1)).status_code == 413
    settings.LIMITS = {**settings.LIMITS, "delivery_report.address": "1/60"}
    answers = [post([]) for _ in range(3)]
    assert answers[-1].status_code == 429
    assert answers[-1].headers["retry-after"]


def test_codes_hold_neither_addresses_nor_numbers() -> None:
    assert code_of("5.1.1") == "5.1.1"
    assert "wang@example.com" not in code_of("<wang@example.com> unknown")
    assert "13800138000" not in code_of("ERR:13800138000")
    with pytest.raises(Malformed):
        reports_of([{"id": "x", "status": "failed", "at": NOW.isoformat()}] * 501)


def bounce(
    message_id: str, *, action: str = "failed", status: str = "5.1.1", part: str = "text/rfc822-headers"
) -> bytes:
    when = "Sun, 15 Mar 2026 13:00:00 +0800"
    return f"""From: MAILER-DAEMON@mx.example
To: bounces@hejie.example
Date: {when}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

wang@example.com is not known here.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; wang@example.com
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 <wang@example.com> unknown

--b
Content-Type: {part}

Message-ID: {message_id}
Subject: =?utf-8?q?x?=

--b--
""".encode()


@pytest.mark.parametrize("part", ["text/rfc822-headers", "message/rfc822"])
def test_a_bounced_e_mail_from_standard_input(tell, wang, monkeypatch, part: str) -> None:
    notice = tell(Recipient(wang.pk, email=wang.email))
    row = sent(notice)
    for words in ("1 failed", "1 known"):
        raw = bounce(row.provider_id, part=part)
        monkeypatch.setattr(read_bounces.sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        out = io.StringIO()
        call_command("read_bounces", stdout=out)
        assert words in out.getvalue()
    row.refresh_from_db()
    assert row.failed_reason == "reported undelivered: 5.1.1"
    assert failed().get() == notice


def test_a_maildir_is_read_once_and_what_is_no_bounce_stays_for_people(tell, wang, tmp_path) -> None:
    row = sent(tell(Recipient(wang.pk, email=wang.email)))
    box = mailbox.Maildir(tmp_path / "box")
    box.add(bounce(row.provider_id, action="delayed", status="4.4.1"))
    box.add(b"From: a@b\nSubject: a question\n\nwhy?\n")
    box.add(bounce(row.provider_id))
    out = io.StringIO()
    call_command("read_bounces", str(tmp_path / "box"), stdout=out)
    assert "1 delivered, 1 failed, 1 no bounce" in out.getvalue()
    out = io.StringIO()
    call_command("read_bounces", str(tmp_path / "box"), stdout=out)
    assert out.getvalue().strip() == "1 no bounce"
    row.refresh_from_db()
    assert row.status == DeliveryStatus.FAILED
    with pytest.raises(CommandError, match="no Maildir"):
        call_command("read_bounces", str(tmp_path))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff" * 500,
        b"Content-Type: multipart/report; boundary=b\n\n--b\n",
        bounce("no id at all"),
        bounce("<x@y>").replace(b"Action: failed\n", b""),
        bounce("<x@y>").replace(b"message/delivery-status", b"text/plain"),
        bounce("<x@y>").replace(b"multipart/report", b"multipart/mixed"),
    ],
)
def test_what_is_no_notification_is_passed_over(raw: bytes) -> None:
    assert bounce_of(raw, NOW) is None


def test_a_bounce_without_a_date_or_a_status(tell) -> None:
    raw = bounce("<x@y>").replace(b"Date: Sun", b"X: Sun").replace(b"Status: 5.1.1\n", b"")
    report = bounce_of(raw, NOW)
    assert report is not None
    assert (report.at, report.code, report.failed) == (NOW, "no-status", True)


def test_letters_go_out_with_the_address_they_come_back_to(tell, wang, settings) -> None:
    settings.BOUNCE_ADDRESS = "bounces@hejie.example"
    sent(tell(Recipient(wang.pk, email=wang.email)))
    (letter,) = mail.outbox
    assert letter.from_email == "bounces@hejie.example"
    assert message_from_bytes(letter.message().as_bytes())["From"] == settings.DEFAULT_FROM_EMAIL
