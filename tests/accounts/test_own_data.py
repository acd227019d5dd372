"""One's own file and erasure; and 张三测试 files, crashes and is erased without a trace in any output (STYLE 22)."""

from __future__ import annotations

import io
import json
import logging

import pytest
import structlog
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import PhoneNumber, User
from accounts.personal_data.classes import all_models, classes_of
from accounts.personal_data.erasure import ErasureRefused, erase_person
from accounts.personal_data.own_file import own_file
from accounts.personal_data.tables import own_tables
from complaints.lifecycle.perform import perform
from complaints.lifecycle.states import Withdrawal
from complaints.models import Case, Complainant, Complaint, Demand, EventDetail, Narrative
from tests.factories import START, file_case
from tests.people import log_in, member, person

# Tables with personal data that are nobody's own, or held by the records of a body; each with the reason.
NOT_ONES_OWN = {
    "accounts.LoginCode": "gone after a day",
    "accounts.Invitation": "of an organisation, withdrawn or used",
    "notices.RecordedMessage": "exists in the demo only",
    "sessions.Session": "sealed, ended with the sessions listed",
    "account.EmailConfirmation": "unused: our door verifies by code",
    "admin.LogEntry": "acts of administrators",
    "complaints.CaseHandler": "who handles a case at a merchant: the merchant's record",
    "complaints.AnswerDraft": "gone when the answer is sent",
    "complaints.ClaimCode": "proof of who claimed a shop: the body's record",
    "complaints.LetterDelivery": "proof of service: the body's record",
    "notices.Proof": "proof of service: the body's record",
    "complaints.RetentionHold": "who kept a case longer: the body's record",
}
RECORDS = {"documents", "mediation", "merchants", "disclosure", "socialaccount"}  # the body's own papers and staff


@pytest.fixture
def output():
    """Everything that is logged, as the console shows it."""
    ours = next(h for h in logging.getLogger().handlers if isinstance(h.formatter, structlog.stdlib.ProcessorFormatter))
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(ours.formatter)
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def test_every_table_with_personal_data_is_listed() -> None:
    listed = {own.rows._meta.label for own in own_tables()}
    missing = [
        model._meta.label
        for model in all_models()
        if not model._meta.auto_created
        and classes_of(model).personal
        and model._meta.label not in listed | set(NOT_ONES_OWN)
        and model._meta.app_label not in RECORDS
        and not model.__name__.startswith("Historical")
    ]
    assert missing == []
    assert all(own.why for own in own_tables() if own.ending == "keep")


def test_names_in_the_lists_exist() -> None:
    assert all(apps.get_model(label) for label in NOT_ONES_OWN)


def closed_case() -> tuple[Case, User]:
    case, people = file_case(now=START)
    details, words = {"withdrawal": Withdrawal.PAID}, {"words": "张三测试已经收到钱"}
    perform(case.pk, "withdraw", actor=people.as_consumer, now=START, details=details, personal=words)
    return case, people.consumer


@pytest.mark.django_db
def test_ones_own_file_has_ones_words_and_nothing_privileged(client: Client) -> None:
    case, people = file_case(now=START)
    text = json.dumps(own_file(user_id=people.consumer.pk, now=START), ensure_ascii=False)
    for kept in ("张三测试", "13800001234", "搬店不退年卡", "3月2日", people.consumer.phone_number.phone):
        assert kept in text
    for hidden in ("password", "session_key", case.complaint.complainant.phone_bidx.hex()):
        assert hidden not in text
    answer = log_in(client, people.consumer).get("/me/data/file/")
    assert "attachment" in answer["Content-Disposition"]
    assert "张三测试" in answer.content.decode()
    assert "张三测试" not in json.dumps(own_file(user_id=person().pk, now=START), ensure_ascii=False)


@pytest.mark.django_db
def test_an_open_case_or_a_role_stands_in_the_way(client: Client) -> None:
    _case, people = file_case(now=START)
    with pytest.raises(ErasureRefused, match="open_case"):
        erase_person(user_id=people.consumer.pk, actor=people.as_consumer, now=timezone.now())
    officer = member()
    log_in(client, officer)
    assert client.post("/me/data/", {"sure": "on"}).context["reasons"]
    officer.refresh_from_db()
    assert officer.is_active
    with pytest.raises(PermissionError):
        erase_person(user_id=officer.pk, actor=people.as_consumer, now=timezone.now())


@pytest.mark.django_db
def test_it_is_asked_once(client: Client) -> None:
    user = person()
    log_in(client, user)
    assert client.post("/me/data/").context["form"].errors
    assert client.get("/me/data/").status_code == 200
    assert PhoneNumber.objects.filter(user=user).exists()


@pytest.mark.django_db
def test_zhang_san_files_crashes_and_is_erased(output: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    case, user = closed_case()
    user.email, user.display_name = "zhang.san@example.com", "张三测试"
    user.save()
    EmailAddress.objects.create(user=user, email=user.email)
    phone = user.phone_number.phone
    broken = Complainant.objects.get(complaint=case.complaint)
    try:
        raise ValueError(f"lost {broken.name} {broken.phone} {broken!r}")
    except ValueError:
        logging.getLogger("hejie").exception("crashed with %s", broken.name)
    client = log_in(Client(), user)
    assert client.post("/me/data/", {"sure": "on"}).status_code == 200
    assert client.get("/me/").status_code == 302

    user.refresh_from_db()
    assert (user.email, user.display_name, user.is_active, user.has_usable_password()) == ("", "", False, False)
    assert not PhoneNumber.objects.filter(user=user).exists()
    assert not EmailAddress.objects.exists()
    complainant = Complainant.objects.get(complaint=case.complaint)
    assert (complainant.name, complainant.phone, complainant.order_number, complainant.name_masked) == (
        "",
        None,
        None,
        "",
    )
    assert Narrative.objects.get(complaint=case.complaint).text == ""
    assert Complaint.objects.get(pk=case.complaint_id).paid_fen == 388_000
    assert Demand.objects.filter(case=case, amount_fen=304_022).exists()
    assert not EventDetail.objects.filter(erased_at=None).exists()
    case.refresh_from_db()
    assert case.outcome
    call_command("verify_log")

    shown = output.getvalue() + "".join(capsys.readouterr())
    for left in ("张三", "13800001234", "zhang.san", "JZ-2603-118", "搬店", phone):
        assert left not in shown
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)} t WHERE t::text LIKE ANY(%s)", [
                ["%张三测试%", "%13800001234%", "%zhang.san@%", "%JZ-2603-118%", "%搬店不退%"]
            ])  # fmt: skip
            assert cursor.fetchone() == (0,), table
