"""From a case to a public page and back: two persons, consent to the very text, the merchant's days, and revocation."""

import time
import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import caching
from accounts.actors import Actor
from accounts.models import Role
from complaints.lifecycle.facts import Refused
from disclosure.models import Basis, Publication, PublicationEvent, PublishedCase, Stage
from disclosure.publication import actions, review
from disclosure.publication.rules import Grounds, Stretch, check_grounds, masked, pieces
from tests import factories
from tests.people import member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

NOW = factories.START + timedelta(days=20)
STORY = "我叫张三测试，3月2日在店里办了年卡，店长李卫东的电话是13800005678，要求退还余额3040.22元，店长不肯。"


@pytest.fixture
def silent():
    """A joined merchant stayed silent; the case is with the association."""
    people = factories.cast()
    case, _ = factories.file_case(people, text=STORY)
    from complaints.clocks.sweep import sweep

    sweep(factories.START + timedelta(days=9))
    case.refresh_from_db()
    return case, people


def drafted(silent) -> Publication:
    case, people = silent
    return review.draft(
        case_id=case.pk, actor=people.as_officer, now=NOW, basis=Basis.CRITICISM, harm="收取预付款后搬店，拒不退还余额"
    )


def shown_to_merchant(silent) -> Publication:
    _case, people = silent
    publication = drafted(silent)
    for mark in publication.marks.filter(doubt=True):
        review.settle_doubt(publication_id=publication.pk, mark_id=mark.pk, actor=people.as_officer, now=NOW)
    review.finish_review(publication_id=publication.pk, actor=people.as_officer, now=NOW)
    publication.refresh_from_db()
    seen = actions.preview_digest(publication)
    return actions.consent(publication_id=publication.pk, actor=people.as_consumer, now=NOW, text_seen=seen)


def test_the_machine_masks_persons_and_numbers_and_keeps_the_story(silent) -> None:
    publication = drafted(silent)
    assert "张三测试" not in publication.text
    assert "李卫东" not in publication.text
    assert "13800005678" not in publication.text
    assert "3040.22元" in publication.text
    assert all(mark.reason for mark in publication.marks.all())


def test_the_whole_way_to_a_page_and_down_again_when_consent_is_revoked(silent) -> None:
    case, people = silent
    publication = shown_to_merchant(silent)
    assert publication.stage == Stage.OBJECTION
    second = Actor.officer(member(Role.OFFICER, people.body).pk, people.body.pk)
    with pytest.raises(Refused) as early:
        actions.publish(publication_id=publication.pk, actor=second, now=NOW)
    assert early.value.code == "too_early"
    later = publication.objection_until + timedelta(minutes=1)
    assert actions.end_objection_times(later) == 1
    assert actions.end_objection_times(later) == 0
    with pytest.raises(Refused) as same:
        actions.publish(publication_id=publication.pk, actor=people.as_officer, now=later)
    assert same.value.code == "same_person"
    row = actions.publish(publication_id=publication.pk, actor=second, now=later)
    assert row.merchant == people.merchant
    assert row.answered_in_time is False
    assert row.district == "420106"
    assert row.city == "420100"
    assert actions.revoke_consent(case_id=case.pk, actor=people.as_consumer, now=later) == 1
    assert not PublishedCase.objects.exists()
    publication.refresh_from_db()
    assert (publication.stage, publication.withdrawal_code) == (Stage.WITHDRAWN, "consent")
    steps = list(PublicationEvent.objects.filter(publication=publication).values_list("what", flat=True))
    assert steps[0] == "drafted"
    assert steps[-2:] == ["published", "withdrawn"]


def test_an_objection_must_be_answered(silent) -> None:
    _case, people = silent
    publication = shown_to_merchant(silent)
    actions.object_to(
        publication_id=publication.pk, actor=people.as_merchant, now=NOW, code="facts", words="已经退款，有转账记录。"
    )
    second = Actor.officer(member(Role.OFFICER, people.body).pk, people.body.pk)
    with pytest.raises(Refused) as refused:
        actions.publish(publication_id=publication.pk, actor=second, now=NOW)
    assert refused.value.field == "answer"
    actions.refuse(publication_id=publication.pk, actor=second, now=NOW, answer="异议成立，不予公示。")
    publication.refresh_from_db()
    assert publication.stage == Stage.REFUSED


def test_consent_is_to_the_very_text(silent) -> None:
    _case, people = silent
    publication = drafted(silent)
    for mark in publication.marks.filter(doubt=True):
        review.settle_doubt(publication_id=publication.pk, mark_id=mark.pk, actor=people.as_officer, now=NOW)
    review.finish_review(publication_id=publication.pk, actor=people.as_officer, now=NOW)
    with pytest.raises(Refused) as changed:
        actions.consent(publication_id=publication.pk, actor=people.as_consumer, now=NOW, text_seen="another")
    assert changed.value.code == "changed"
    actions.decline(publication_id=publication.pk, actor=people.as_consumer, now=NOW)
    publication.refresh_from_db()
    assert publication.stage == Stage.REFUSED


def test_the_reviewer_masks_more_and_lifts_only_with_a_reason(silent) -> None:
    _case, people = silent
    publication = drafted(silent)
    review.mask_more(publication_id=publication.pk, actor=people.as_officer, now=NOW, words="年卡", reason="能认出人")
    publication.refresh_from_db()
    assert "年卡" not in publication.text
    mark = publication.marks.first()
    with pytest.raises(Refused):
        review.lift(publication_id=publication.pk, mark_id=mark.pk, actor=people.as_officer, now=NOW, reason=" ")
    review.lift(publication_id=publication.pk, mark_id=mark.pk, actor=people.as_officer, now=NOW, reason="是商家名称")


def test_silence_gives_figures_and_no_story(silent) -> None:
    case, people = silent
    publication = review.draft(case_id=case.pk, actor=people.as_officer, now=NOW, basis=Basis.SILENCE)
    assert publication.text == ""
    review.finish_review(publication_id=publication.pk, actor=people.as_officer, now=NOW)
    publication.refresh_from_db()
    assert publication.stage == Stage.OBJECTION


def test_strangers_can_do_nothing(silent) -> None:
    case, people = silent
    stranger = factories.cast(house=factories.body("420102"))
    with pytest.raises(Refused):
        review.draft(case_id=case.pk, actor=stranger.as_officer, now=NOW, basis=Basis.SILENCE)
    publication = shown_to_merchant(silent)
    with pytest.raises(Refused):
        actions.object_to(
            publication_id=publication.pk, actor=stranger.as_merchant, now=NOW, code="facts", words="与我无关"
        )
    with pytest.raises(Refused):
        actions.revoke_consent(case_id=case.pk, actor=stranger.as_consumer, now=NOW)
    assert people.body != stranger.body


def test_the_database_itself_demands_two_persons_and_consent(silent) -> None:
    publication = drafted(silent)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=publication.pk).update(stage=Stage.PUBLISHED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=publication.pk).update(
            stage=Stage.PUBLISHED, second_id=publication.first_id, published_at=NOW, ends_at=NOW, objection_until=NOW,
            consented_at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"merchant_confirmed": False}, "merchant_unknown"),
        ({"joined": False, "notice_proven": False}, "not_delivered"),
        ({"joined": False, "notice_proven": True, "attempts": 1}, "one_attempt"),
        ({"harm": " "}, "no_harm"),
        ({"basis": "silence", "silent": False, "has_story": False}, "answered"),
        ({"basis": "silence", "silent": True, "has_story": True}, "silence_story"),
    ],
)
def test_grounds(change: dict, code: str) -> None:
    good = {
        "basis": "criticism", "harm": "拒不退款", "joined": True, "merchant_confirmed": True, "notice_proven": False,
        "attempts": 0, "silent": True, "has_story": True,
    }  # fmt: skip
    check_grounds(Grounds(**good))
    with pytest.raises(Refused) as refused:
        check_grounds(Grounds(**{**good, **change}))
    assert refused.value.code == code


def test_overlapping_marks_hide_all_they_touch() -> None:
    assert masked("abcdef", [Stretch(1, 3, "#"), Stretch(2, 5, "*")]) == "a#f"
    assert masked("abcdef", [Stretch(1, 3, "#", lifted=True)]) == "abcdef"
    assert [p.shown for p in pieces("abcdef", [Stretch(1, 3, "#")])] == ["a", "#", "def"]


def published(silent) -> PublishedCase:
    _case, people = silent
    publication = shown_to_merchant(silent)
    later = publication.objection_until + timedelta(minutes=1)
    actions.end_objection_times(later)
    second = Actor.officer(member(Role.OFFICER, people.body).pk, people.body.pk)
    return actions.publish(publication_id=publication.pk, actor=second, now=later)


def test_strangers_share_the_list_until_anything_changes(silent, client) -> None:
    row = published(silent)
    assert row.title in client.get("/published/").text
    with CaptureQueriesContext(connection) as asked:
        assert row.title in client.get("/published/").text
    assert (
        len([query for query in asked.captured_queries if "published" in query["sql"] or "EXECUTE" in query["sql"]])
        == 1
    )
    assert row.title not in client.get("/published/?joined=false").text
    actions.hide_reported(code=row.code, now=NOW + timedelta(days=60))
    assert row.title not in client.get("/published/").text


def test_made_up_addresses_do_not_fill_the_memory(client, monkeypatch) -> None:
    """The counters of rate limits and the queue live in the same memory, which gives nothing away."""
    monkeypatch.setattr(caching, "MOST_A_MINUTE", 3)
    monkeypatch.setattr(caching, "SECONDS", int(time.time()))  # a minute that does not end during the test
    caching.cache.delete(f"pages:{int(time.time()) // caching.SECONDS}")
    asked = []
    for number in range(6):
        address = f"/published/?after=junk{uuid.uuid4().hex}{number}"
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked.append(len(queries))
    assert max(asked[:3]) < min(asked[3:])


def test_nobody_logged_in_gets_or_leaves_a_shared_page(silent, client) -> None:
    _case, people = silent
    row = published(silent)
    stranger = client.get("/published/").text
    client.force_login(people.consumer)
    mine = client.get("/published/").text
    assert reverse("complaints:mine") in mine
    client.logout()
    assert client.get("/published/").text == stranger
    assert row.title in stranger


def test_each_language_and_letter_size_has_its_own_shared_page(silent, client) -> None:
    published(silent)
    chinese = client.get("/published/").text
    client.cookies["hejie_size"] = "large"
    assert 'data-size="large"' in client.get("/published/").text
    del client.cookies["hejie_size"]
    assert client.get("/published/", headers={"accept-language": "en"}).text != chinese


def test_the_front_page_names_what_was_published_last(silent, client) -> None:
    row = published(silent)
    assert row.title in client.get("/").text
    actions.hide_reported(code=row.code, now=NOW + timedelta(days=60))
    assert row.title not in client.get("/").text
