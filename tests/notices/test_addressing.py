"""From an audience to deliveries: who, by which channel, once."""

from datetime import timedelta

import pytest

from accounts.models import PhoneNumber, User
from notices.addressing import MAX_ATTEMPTS, address_waiting
from notices.models import Channel, Delivery, DeliveryStatus, NoticePreference, Outbox
from notices.recipients import Recipient
from tests.notices.conftest import NOW

pytestmark = pytest.mark.django_db


def test_a_person_is_told_in_the_app_at_once_and_by_the_first_rung(tell, wang: User) -> None:
    notice = tell(Recipient(wang.pk, "王某", email=wang.email, phone="13800138000"))
    assert address_waiting(now=NOW) == 1
    in_app, sms = notice.deliveries.order_by("channel")
    assert (in_app.channel, in_app.status, in_app.sent_at) == (Channel.IN_APP, DeliveryStatus.SENT, NOW)
    assert in_app.subject == "问题解决了吗"
    assert "42010620260302000421" in in_app.body
    assert "3月20日" in in_app.body
    assert "https://hejie.example/c/1" in in_app.body
    assert (sms.channel, sms.status, sms.address, sms.address_masked) == (
        Channel.SMS,
        DeliveryStatus.WAITING,
        "13800138000",
        "138****8000",
    )
    assert address_waiting(now=NOW) == 0


def test_without_a_text_message_provider_e_mail_is_the_first_rung(tell, wang: User, settings) -> None:
    settings.SMS_PROVIDER = ""
    notice = tell(Recipient(wang.pk, email=wang.email, phone="13800138000"))
    address_waiting(now=NOW)
    assert set(notice.deliveries.values_list("channel", flat=True)) == {Channel.IN_APP, Channel.EMAIL}


def test_somebody_without_an_account_is_reached_once_per_address(tell) -> None:
    shop = Recipient(phone="027-87654321")
    notice = tell(shop, shop, Recipient(phone="13900139000"), audience="merchant")
    address_waiting(now=NOW)
    assert notice.deliveries.count() == 2
    assert not notice.deliveries.exclude(user=None).exists()


def test_a_notice_before_its_time_waits(tell, wang: User) -> None:
    notice = tell(Recipient(wang.pk, email=wang.email))
    Outbox.objects.filter(pk=notice.pk).update(not_before=NOW + timedelta(hours=1))
    assert address_waiting(now=NOW) == 0
    assert address_waiting(now=NOW + timedelta(hours=1)) == 1


def test_nobody_to_tell_is_visible(tell) -> None:
    notice = tell()
    address_waiting(now=NOW)
    notice.refresh_from_db()
    assert notice.failed_reason
    assert notice.addressed_at == NOW


def test_a_person_named_by_id_is_found_without_the_switchboard(tell, wang: User) -> None:
    PhoneNumber.objects.create(user=wang, phone="13800138000", phone_masked="138****8000")
    notice = tell(audience=f"user:{wang.pk}")
    address_waiting(now=NOW)
    assert notice.deliveries.get(channel=Channel.SMS).address == "13800138000"


def test_who_does_not_want_text_messages_gets_e_mail_but_only_where_the_law_lets_them_choose(tell, wang: User) -> None:
    NoticePreference.objects.create(user=wang, channel=Channel.SMS, wanted=False, changed_at=NOW)
    person = Recipient(wang.pk, email=wang.email, phone="13800138000")
    optional = tell(person, key="a")
    address_waiting(now=NOW)
    assert optional.deliveries.filter(channel=Channel.EMAIL).exists()
    obligatory = tell(person, key="b", template="closed")
    address_waiting(now=NOW)
    assert obligatory.deliveries.filter(channel=Channel.SMS).exists()


def test_one_bad_notice_holds_up_no_other_and_is_given_up_in_sight(tell, wang: User) -> None:
    """A template that is not there makes the batch die; then each is taken up by itself."""
    bad = tell(Recipient(wang.pk, email=wang.email), template="no.such.notice", key="bad")
    good = tell(Recipient(wang.pk, email=wang.email), key="good")
    now = NOW
    for _ in range(3 * MAX_ATTEMPTS):
        try:
            address_waiting(now=now)
        except LookupError:
            pass
        except Exception as error:
            assert type(error).__name__ == "TemplateDoesNotExist"
        now += timedelta(hours=12)
    bad.refresh_from_db()
    good.refresh_from_db()
    assert good.addressed_at
    assert good.failed_reason == ""
    assert bad.addressed_at is None
    assert bad.failed_reason
    assert Delivery.objects.filter(outbox=bad).count() == 0
