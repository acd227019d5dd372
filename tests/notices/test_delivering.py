"""Deliveries are handed over once, tried again with pauses, passed down the ladder, and never lost silently."""

from datetime import timedelta

import pytest
from django.core import mail

from accounts.actors import Actor
from accounts.models import User
from notices.addressing import address_waiting
from notices.channels import NotDelivered, recorded
from notices.delivering import MAX_ATTEMPTS, deliver_waiting, pause
from notices.models import Channel, DeliveryStatus, RecordedMessage
from notices.queries import failed
from notices.recipients import Recipient
from notices.resending import resend
from tests.notices.conftest import NOW

pytestmark = pytest.mark.django_db


class DeadProvider:
    """A text-message provider that refuses; `permanent` says how."""

    permanent = False
    calls: list[str] = []

    def send(self, phone: str, text: str, *, key: str = "", **_rest: object) -> str:
        self.calls.append(key)
        raise NotDelivered("out of service", permanent=self.permanent)


class UnknownNumber(DeadProvider):
    permanent = True


@pytest.fixture
def person(wang: User) -> Recipient:
    return Recipient(wang.pk, "王某", email=wang.email, phone="13800138000")


def test_a_text_message_is_sent_once_and_its_id_kept(tell, person: Recipient) -> None:
    notice = tell(person)
    address_waiting(now=NOW)
    assert deliver_waiting(now=NOW) == 1
    assert deliver_waiting(now=NOW + timedelta(days=1)) == 0
    row = notice.deliveries.get(channel=Channel.SMS)
    sent = RecordedMessage.objects.get()
    assert (row.status, row.sent_at, row.provider_id) == (DeliveryStatus.SENT, NOW, f"recorded-{sent.pk}")
    assert sent.address == "13800138000"
    assert "42010620260302000421" in sent.body


def test_e_mail_bears_a_message_id_made_of_the_key(tell, wang: User) -> None:
    notice = tell(Recipient(wang.pk, email=wang.email))
    address_waiting(now=NOW)
    deliver_waiting(now=NOW)
    (letter,) = mail.outbox
    assert letter.to == [wang.email]
    assert letter.extra_headers["Message-ID"] == notice.deliveries.get(channel=Channel.EMAIL).provider_id
    assert "王" not in letter.subject


def test_failures_are_tried_again_ever_later_with_the_same_key_and_then_passed_on(tell, person, settings) -> None:
    settings.SMS_PROVIDER = "tests.notices.test_delivering.DeadProvider"
    DeadProvider.calls.clear()
    notice = tell(person)
    address_waiting(now=NOW)
    now, waits = NOW, []
    for attempt in range(1, MAX_ATTEMPTS + 1):
        assert deliver_waiting(now=now) == 1
        row = notice.deliveries.get(channel=Channel.SMS)
        assert row.attempts == attempt
        waits.append(row.next_try_at - now)
        assert deliver_waiting(now=now) == (1 if attempt == MAX_ATTEMPTS else 0)
        now = row.next_try_at
    assert waits[:3] == [pause(1), pause(2), pause(3)] == [timedelta(minutes=m) for m in (1, 4, 16)]
    assert len(set(DeadProvider.calls)) == 1
    assert (row.status, row.failed_reason) == (DeliveryStatus.FAILED, "out of service")
    assert notice.deliveries.get(channel=Channel.EMAIL).status == DeliveryStatus.SENT
    assert not failed().exists()


def test_below_the_last_rung_an_officer_sees_it_and_may_send_it_again(tell, wang: User, settings) -> None:
    settings.SMS_PROVIDER = "tests.notices.test_delivering.UnknownNumber"
    notice = tell(Recipient(wang.pk, phone="13800138000"))
    address_waiting(now=NOW)
    deliver_waiting(now=NOW)
    (row,) = failed([1])
    assert (row.pk, row.failed_reason) == (notice.pk, "sms: out of service")
    assert not failed([2]).exists()
    officer = Actor.officer(wang.pk, 1)
    assert not resend(notice_id=notice.pk, actor=officer, now=NOW + timedelta(minutes=9))
    settings.SMS_PROVIDER = "notices.channels.recorded.RecordedSms"
    assert resend(notice_id=notice.pk, actor=officer, now=NOW + timedelta(hours=1))
    assert not resend(notice_id=notice.pk, actor=officer, now=NOW + timedelta(hours=1))
    deliver_waiting(now=NOW + timedelta(hours=1))
    assert RecordedMessage.objects.count() == 1
    assert not failed().exists()


def test_who_has_left_the_audience_is_told_no_more_and_a_new_address_counts(tell, people, person, wang) -> None:
    first = tell(person, key="a")
    second = tell(person, key="b")
    address_waiting(now=NOW)
    people[1, "consumer"] = [Recipient(wang.pk, phone="13900139000")]
    deliver_waiting(now=NOW)
    assert RecordedMessage.objects.filter(address="13900139000").count() == 2
    assert first.deliveries.get(channel=Channel.SMS).address_masked == "139****9000"
    third = tell(key="c")
    address_waiting(now=NOW)
    people.clear()
    deliver_waiting(now=NOW)
    assert third.deliveries.get(channel=Channel.SMS).status == DeliveryStatus.DROPPED
    assert second.deliveries.get(channel=Channel.SMS).status == DeliveryStatus.SENT


def test_a_worker_that_dies_at_the_provider_sends_again_after_the_lease(tell, person, monkeypatch) -> None:
    notice = tell(person)
    address_waiting(now=NOW)

    def killed(*_args: object, **_kwargs: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(recorded.RecordedSms, "send", killed)
        with pytest.raises(KeyboardInterrupt):
            deliver_waiting(now=NOW)
    assert deliver_waiting(now=NOW + timedelta(minutes=1)) == 0
    assert deliver_waiting(now=NOW + timedelta(minutes=6)) == 1
    assert notice.deliveries.get(channel=Channel.SMS).attempts == 2
