"""Joining with the licence: sealed at rest, seen by officers of the place, accepted or refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from complaints.joining.requests import body_for, visible_to
from complaints.lifecycle.states import State
from merchants.models import JoinRequest, Merchant, MerchantMembership
from tests.factories import Cast, body, cast, file_case
from tests.people import log_in, person
from tests.permissions.cases import PNG

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
USCC = "91420106MA4KUEA213"


def good_uscc() -> str:
    from stdnum.cn import uscc

    return str(USCC[:-1] + uscc.calc_check_digit(USCC))


@pytest.fixture
def people() -> Cast:
    found = cast(joined=False)
    MerchantMembership.objects.all().delete()
    Merchant.objects.filter(pk=found.merchant.pk).update(uscc=good_uscc())
    return found


def ask(client: Client, file: bytes = PNG, **changes: str) -> object:
    data = {"uscc": good_uscc(), "name": "武汉清禾健身有限公司", "position": "店长", **changes}
    return client.post("/join/licence/", {**data, "file": SimpleUploadedFile("执照.png", file)})


def test_asked_looked_at_and_accepted(client: Client, people: Cast) -> None:
    client.cookies["hejie_language"] = "zh-hans"
    case, _ = file_case(people, now=timezone.now())
    log_in(client, user := person(), second_factor=False)
    assert ask(client).status_code == 302  # type: ignore[attr-defined]
    row = JoinRequest.objects.get()
    assert (row.merchant, row.body) == (people.merchant, people.body)
    stored = (Path(settings.MEDIA_ROOT) / row.licence).read_bytes()
    assert PNG[:16] not in stored, "sealed at rest"
    assert "待审核" in client.get("/join/").content.decode()
    assert "正在审核" in ask(client).content.decode()  # type: ignore[attr-defined]
    assert client.get(f"/join/requests/{row.public_id}/licence/").status_code == 403, "not for the one who asked"

    desk = log_in(Client(), people.officer)
    desk.cookies["hejie_language"] = "zh-hans"
    assert "武汉清禾健身有限公司" in desk.get("/join/requests/").content.decode()
    picture = desk.get(f"/join/requests/{row.public_id}/licence/")
    assert picture.content == PNG
    assert "sandbox" in picture["Content-Security-Policy"]
    assert desk.get(f"/join/requests/{row.public_id}/").status_code == 200
    assert desk.post(f"/join/requests/{row.public_id}/", {"accept": "1"}).status_code == 302
    case.refresh_from_db()
    assert case.state == State.T1_MERCHANT
    assert MerchantMembership.objects.get(user=user).role == "owner"
    again = desk.post(f"/join/requests/{row.public_id}/", {"accept": "1"}, follow=True).content.decode()
    assert "已经审核过" in again


def test_refused_with_a_reason(client: Client, people: Cast) -> None:
    client.cookies["hejie_language"] = "zh-hans"
    log_in(client, person(), second_factor=False)
    ask(client)
    row = JoinRequest.objects.get()
    desk = log_in(Client(), people.officer)
    desk.cookies["hejie_language"] = "zh-hans"
    assert "id_refusal_error" in desk.post(f"/join/requests/{row.public_id}/", {"refuse": "1"}).content.decode()
    assert desk.post(f"/join/requests/{row.public_id}/", {"refuse": "1", "refusal": "unreadable"}).status_code == 302
    assert "执照看不清" in client.get("/join/").content.decode()
    assert ask(client).status_code == 302, "one can ask anew"  # type: ignore[attr-defined]


def test_a_merchant_nobody_knew_is_added(client: Client, people: Cast) -> None:
    Merchant.objects.filter(pk=people.merchant.pk).update(uscc=None)
    log_in(client, person(), second_factor=False)
    ask(client)
    row = JoinRequest.objects.get()
    assert (row.merchant, row.division_code, row.body) == (None, "420106", people.body)
    log_in(Client(), people.officer).post(f"/join/requests/{row.public_id}/", {"accept": "1"})
    row.refresh_from_db()
    assert row.merchant is not None
    assert (row.merchant.uscc, row.merchant.has_joined) == (good_uscc(), True)
    assert row.merchant.match_docs.exists(), "found by name from now on"


@pytest.mark.parametrize(
    ("changes", "file", "words"),
    [
        ({"uscc": "91420106MA4KUEA21"}, PNG, "18"),
        ({"uscc": ""}, PNG, "18"),
        ({"uscc": good_uscc()[:-1] + "A"}, PNG, "校验"),
        ({"name": ""}, PNG, "执照上的名称"),
        ({"position": "😀" * 10_000}, PNG, "30"),
        ({}, b"", "空"),
        ({}, b"<html>", "收不了这种文件"),
    ],
)
def test_bad_input(client: Client, people: Cast, changes: dict[str, str], file: bytes, words: str) -> None:
    client.cookies["hejie_language"] = "zh-hans"
    log_in(client, person(), second_factor=False)
    page = ask(client, file, **changes).content.decode()  # type: ignore[attr-defined]
    assert words in page
    assert not JoinRequest.objects.exists()


def test_who_may_look(people: Cast) -> None:
    now = timezone.now()
    assert body_for("420106", now) == people.body.pk
    far = body("420500")
    assert body_for("420500", now) == far.pk
    assert body_for("", now) is None
    assert not visible_to(people.as_consumer).exists()


def test_nobody_else_is_let_in(client: Client, people: Cast) -> None:
    assert client.get("/join/licence/").status_code == 302
    log_in(client, person(), second_factor=False)
    for page in ("/join/requests/", "/join/letters/"):
        assert client.get(page).status_code == 403
