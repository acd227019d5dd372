"""Letters: posted, delivered with proof, returned. Undelivered is never silent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from complaints.clocks.calendar import local_day
from complaints.joining import letters
from complaints.lifecycle.states import State
from complaints.models import Case, Clock, LetterDelivery
from tests.factories import Cast, cast, file_case
from tests.people import log_in
from tests.refusing import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def people() -> Cast:
    return cast(joined=False)


@pytest.fixture
def case(people: Cast) -> Case:
    found, _ = file_case(people, now=timezone.now() - timedelta(days=3))
    Case.objects.filter(pk=found.pk).update(intake_body=people.body)
    found.refresh_from_db()
    return found


def posted(case: Case, people: Cast) -> LetterDelivery:
    now = timezone.now()
    return letters.post(
        case_id=case.pk,
        actor=people.as_officer,
        now=now,
        address="武昌区云岭路1号",
        posted_on=local_day(now),
        number="XA1",
    )


def test_only_proven_delivery_starts_the_answer(case: Case, people: Cast) -> None:
    letter, now = posted(case, people), timezone.now()
    case.refresh_from_db()
    assert case.state == State.T1_UNJOINED
    letters.deliver(
        public_id=letter.public_id, actor=people.as_officer, now=now, delivered_on=local_day(now), signed_by="前台"
    )
    case.refresh_from_db()
    assert case.state == State.T1_NOTICED
    assert Clock.objects.filter(case=case, kind="unjoined_answer", stopped_at=None).exists()
    assert case.events.get(action="notice.prove").data["details"]["letter"] == "XA1"


def test_a_returned_letter_proves_nothing_and_makes_room(case: Case, people: Cast) -> None:
    letter, now = posted(case, people), timezone.now()
    with refused("on_its_way"):
        posted(case, people)
    letters.return_letter(
        public_id=letter.public_id, actor=people.as_officer, now=now, returned_on=local_day(now), return_reason="moved"
    )
    case.refresh_from_db()
    assert case.state == State.T1_UNJOINED
    with refused("ended"):
        letters.deliver(
            public_id=letter.public_id, actor=people.as_officer, now=now, delivered_on=local_day(now), signed_by="前台"
        )
    posted(case, people)
    assert LetterDelivery.objects.filter(case=case).count() == 2


def test_days_that_cannot_be(case: Case, people: Cast) -> None:
    now = timezone.now()
    with refused("date_future"):
        letters.post(
            case_id=case.pk, actor=people.as_officer, now=now, address="x", posted_on=local_day(now) + timedelta(days=1)
        )
    letter = posted(case, people)
    for days in (-1, 1):
        with refused("date_off"):
            letters.deliver(
                public_id=letter.public_id, actor=people.as_officer, now=now,
                delivered_on=local_day(now) + timedelta(days=days), signed_by="前台",
            )  # fmt: skip


def test_another_bodys_officer_records_nothing(case: Case) -> None:
    stranger = cast(joined=False)
    other = stranger.as_officer
    with refused("not_your_turn"):
        letters.post(
            case_id=case.pk, actor=type(other).officer(other.person_id, 10**9), now=timezone.now(), address="x",
            posted_on=local_day(timezone.now()),
        )  # fmt: skip


def test_the_officers_pages(client: Client, case: Case, people: Cast) -> None:
    client.cookies["hejie_language"] = "zh-hans"
    log_in(client, people.officer)
    assert people.merchant.name in client.get("/join/letters/").content.decode()
    page = f"/join/letters/{case.public_id}/"
    assert "登记寄出" in client.get(page).content.decode()
    answer = client.post(f"{page}post/", {"address": "", "posted_on": "2099-01-01", "number": "XA9"}).content.decode()
    assert "XA9" in answer, "what was typed stays"
    assert "id_address_error" in answer
    today = timezone.localdate()
    assert client.post(f"{page}post/", {"address": "云岭路1号", "posted_on": f"{today}"}).status_code == 302
    letter = LetterDelivery.objects.get()
    close = f"/join/letters/{letter.public_id}/close/"
    assert "id_signed_by_error" in client.post(close, {"deliver": "1", "delivered_on": f"{today}"}).content.decode()
    assert "id_return_reason_error" in client.post(close, {"return": "1", "returned_on": f"{today}"}).content.decode()
    done = client.post(close, {"deliver": "1", "delivered_on": f"{today}", "signed_by": "前台小李"}, follow=True)
    assert "前台小李" in done.content.decode()
    case.refresh_from_db()
    assert case.state == State.T1_NOTICED
