"""The code of a letter: opens once, only for the right company, and brings the waiting cases along."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actors import Actor
from complaints.joining.codes import LASTS, SIGNS, claim, new_code
from complaints.lifecycle.states import State
from complaints.models import Case, ClaimCode, Clock
from merchants.joining.actions import become_owner
from merchants.models import Merchant, MerchantMembership
from tests.factories import Cast, cast, file_case
from tests.people import log_in, person
from tests.refusing import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
USCC = "91420106MA4K0000X9"


@pytest.fixture
def people() -> Cast:
    """A merchant that has not joined, without a team."""
    found = cast(joined=False)
    MerchantMembership.objects.all().delete()
    return found


def waiting(people: Cast) -> Case:
    case, _ = file_case(people, now=timezone.now())
    case.refresh_from_db()
    assert case.state == State.T1_UNJOINED
    return case


def code_for(case: Case) -> str:
    return new_code(case_id=case.pk, merchant_id=case.merchant_id or 0, actor=Actor.system(), now=timezone.now())


def test_the_code_is_kept_as_a_digest_only(people: Cast) -> None:
    code = code_for(waiting(people))
    assert len(code) == 19
    assert set(code) <= {*SIGNS, "-"}
    row = ClaimCode.objects.get()
    assert code.replace("-", "").encode() not in bytes(row.digest)


def test_claiming_brings_every_waiting_case(people: Cast) -> None:
    first, second = waiting(people), waiting(people)
    foreign = waiting(cast(joined=False))
    user, now = person(), timezone.now()
    merchant, moved = claim(code=code_for(first).lower(), uscc="", actor=Actor.consumer(user.pk), now=now)
    assert (merchant, moved) == (people.merchant, 2)
    for case in (first, second):
        case.refresh_from_db()
        assert (case.state, case.joined) == (State.T1_MERCHANT, True)
        assert Clock.objects.filter(case=case, kind="answer", stopped_at=None).exists()
        assert case.events.get(action="merchant.join").data["actor"] == "system"
    foreign.refresh_from_db()
    assert foreign.state == State.T1_UNJOINED
    assert MerchantMembership.objects.get(user=user).role == "owner"
    merchant.refresh_from_db()
    assert merchant.has_joined


@pytest.mark.parametrize("why", ["used", "expired", "unknown", "taken", "other_company"])
def test_codes_that_open_nothing(people: Cast, why: str) -> None:
    case, now, user = waiting(people), timezone.now(), person()
    code = code_for(case)
    if why == "used":
        claim(code=code, uscc="", actor=Actor.consumer(person().pk), now=now)
    if why == "taken":
        become_owner(merchant_id=people.merchant.pk, user_id=person().pk, now=now)
    if why == "other_company":
        Merchant.objects.filter(pk=people.merchant.pk).update(uscc=USCC)
    with refused(why):
        claim(
            code="AAAA-BBBB-CCCC-DDDD" if why == "unknown" else code, uscc="91420100MA4KUEA21L",
            actor=Actor.consumer(user.pk), now=now + (2 * LASTS if why == "expired" else timedelta()),
        )  # fmt: skip
    assert not MerchantMembership.objects.filter(user=user).exists()


def test_by_hand_through_the_log_in(client: Client, people: Cast) -> None:
    client.cookies["hejie_language"] = "zh-hans"
    case = waiting(people)
    Merchant.objects.filter(pk=people.merchant.pk).update(uscc="91420106MA4KUEA21B")
    code = code_for(case)
    page = f"/join/{code}/"
    assert people.merchant.name in client.get(page).content.decode()
    assert "张" not in client.get(page).content.decode().split("<main")[1].split("</main")[0], "nothing of the consumer"
    to = client.post(page)
    assert (to.status_code, to["Location"]) == (302, f"/login/?next=%2Fjoin%2F{code}%2F")
    assert ClaimCode.objects.get().used_at is None, "nothing is used up by looking"
    user = person()
    log_in(client, user, second_factor=False)
    assert "校验" in client.post(page, {"uscc": "91420106MA4KUEA21X"}).content.decode()
    Merchant.objects.filter(pk=people.merchant.pk).update(uscc=None)
    done = client.post(page, follow=True)
    assert done.redirect_chain[-1][0] == "/merchant/"
    assert "1件" in done.content.decode()
    assert case.complaint.title in done.content.decode()
    assert client.get(page).status_code == 410
    assert client.get("/join/zzzz/").status_code == 404


def test_guessing_is_limited(client: Client, settings: object) -> None:
    client.cookies["hejie_language"] = "zh-hans"
    statuses = {client.get(f"/join/GUESS{n}/").status_code for n in range(32)}
    assert statuses == {404, 429}


def test_typed_on_the_start_page(client: Client, people: Cast) -> None:
    client.cookies["hejie_language"] = "zh-hans"
    code = code_for(waiting(people))
    assert client.post("/join/", {"code": f" {code} "})["Location"] == f"/join/{code}/"
    assert "没有这个专用码" in client.post("/join/", {"code": "😀" * 30}).content.decode()
    assert client.post("/join/", {"code": ""}).status_code == 200
