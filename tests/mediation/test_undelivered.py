"""What reached nobody stands at the desk of the body that handles the case, and can be mended there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from complaints.joining import letters
from complaints.lifecycle.states import State
from complaints.models import Case, Event, LetterDelivery
from notices.addressing import address_waiting
from notices.delivering import deliver_waiting
from notices.models import Channel, Delivery, DeliveryStatus, Outbox, Proof
from notices.queries import failed
from tests import factories
from tests.people import log_in, member
from tests.words import zh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
LIST = "mediation:undelivered"


class WrongNumber:
    """A provider of text messages that knows nobody."""

    def send(self, phone: str, text: str, *, key: str = "", **_rest: object) -> str:
        from notices.channels import NotDelivered

        raise NotDelivered("unknown number", permanent=True)


@pytest.fixture
def wrong_number(settings) -> None:
    settings.SMS_PROVIDER = "tests.mediation.test_undelivered.WrongNumber"


def send_all() -> None:
    """What the worker does, until nothing waits."""
    now = timezone.now() + timedelta(minutes=1)
    while address_waiting(now=now) or deliver_waiting(now=now):
        pass


def failing(*, joined: bool = True) -> tuple[Case, factories.Cast]:
    """A case whose first notices reach nobody: the consumer's number is wrong, and there is no e-mail."""
    case, people = factories.file_case(factories.cast(joined=joined), now=timezone.now() - timedelta(days=1))
    send_all()
    case.refresh_from_db()
    return case, people


def act(client: Client, notice: Outbox, **given: object):  # type: ignore[no-untyped-def]  # a response
    return client.post(reverse("mediation:notice_act", args=[notice.pk]), given)


@pytest.mark.usefixtures("wrong_number")
def test_the_list_says_where_why_and_how_often_and_opens_no_address() -> None:
    case, people = failing()
    client = log_in(Client(), people.officer)
    page = client.get(reverse(LIST))
    said = page.content.decode()
    assert case.number in said
    assert "unknown number" in said
    phone = people.consumer.phone_number
    assert phone.phone_masked in said
    assert phone.phone not in said
    assert [tried.attempts for tried in page.context["rows"][0].tried] == [1]
    assert client.get(reverse(LIST), {"channel": "sms", "audience": "consumer"}).context["rows"]
    assert not client.get(reverse(LIST), {"channel": "wechat"}).context["rows"]
    assert log_in(Client(), member(Role.OFFICER)).get(reverse(LIST)).context["rows"] == []


@pytest.mark.usefixtures("wrong_number")
def test_a_longer_list_costs_no_more_queries() -> None:
    _case, people = failing()
    client = log_in(Client(), people.officer)
    counts = []
    for _ in range(2):
        client.get(reverse(LIST))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(LIST))
        counts.append(len(queries))
        failing()
        failing()
    assert counts[0] == counts[1]


def test_try_again_reaches_them_once_the_provider_answers(settings) -> None:
    settings.SMS_PROVIDER = "tests.mediation.test_undelivered.WrongNumber"
    case, people = failing()
    notice = failed([case.pk]).filter(audience="consumer").first()
    client = log_in(Client(), people.officer)
    assert act(client, notice, again="1").status_code == 302
    assert failed([case.pk]).filter(pk=notice.pk).exists()  # a moment ago: not yet
    Outbox.objects.filter(pk=notice.pk).update(addressed_at=timezone.now() - timedelta(hours=1))
    settings.SMS_PROVIDER = "notices.channels.recorded.RecordedSms"
    act(client, notice, again="1")
    send_all()
    assert not failed([case.pk]).filter(pk=notice.pk).exists()
    assert notice.deliveries.get(channel=Channel.SMS).status == DeliveryStatus.SENT


@pytest.mark.usefixtures("wrong_number")
def test_another_channel_is_offered_where_there_is_an_address(mailoutbox) -> None:
    case, people = failing()
    notice = failed([case.pk]).filter(audience="consumer").first()
    client = log_in(Client(), people.officer)
    url = reverse("mediation:notice", args=[notice.pk])
    assert 'value="email"' not in client.get(url).content.decode()
    act(client, notice, channel="email")
    assert failed([case.pk]).filter(pk=notice.pk).exists()
    people.consumer.email = "wang@example.com"
    people.consumer.save()
    assert 'value="email"' in client.get(url).content.decode()
    act(client, notice, channel="email")
    send_all()
    assert [mail.to for mail in mailoutbox] == [["wang@example.com"]]
    assert not failed([case.pk]).filter(pk=notice.pk).exists()
    assert Delivery.objects.filter(outbox=notice, channel=Channel.EMAIL).count() == 1


@pytest.mark.usefixtures("wrong_number")
def test_a_call_is_recorded_with_who_answered_and_a_letter_with_its_number() -> None:
    case, people = failing()
    notice = failed([case.pk]).filter(audience="consumer").first()
    client = log_in(Client(), people.officer)
    today = timezone.localdate().isoformat()
    page = act(client, notice, prove="1", way="letter", on=today, taken_by="本人")
    assert "number" in page.context["form"].errors
    page = act(client, notice, prove="1", way="phone", on=today, taken_by="")
    assert "taken_by" in page.context["form"].errors
    assert act(client, notice, prove="1", way="phone", on=today, taken_by="本人").status_code == 302
    proof = Proof.objects.get(outbox=notice)
    assert (proof.way, proof.taken_by, proof.by_id) == ("phone", "本人", people.officer.pk)
    assert not failed([case.pk]).filter(pk=notice.pk).exists()
    assert client.get(reverse("mediation:notice", args=[notice.pk])).status_code == 404
    with connection.cursor() as cursor:
        cursor.execute("SELECT taken_by FROM notices_proof")
        assert "本人".encode() not in bytes(cursor.fetchone()[0])
    case.refresh_from_db()
    assert case.notice_proven_at is None


def unjoined_notice() -> tuple[Case, factories.Cast, Outbox]:
    """The consumer wrote to a merchant that has not joined: nobody there has an account."""
    from complaints.models import Message
    from complaints.telling import tell_of_message

    case, people = factories.file_case(factories.cast(joined=False), now=timezone.now() - timedelta(days=1))
    from merchants.models import MerchantMembership

    MerchantMembership.objects.filter(merchant=people.merchant).delete()
    message = Message.objects.create(case=case, by="consumer", author=people.consumer, text="请退款", at=timezone.now())
    tell_of_message(message, now=timezone.now())
    send_all()
    case.refresh_from_db()
    assert case.state == State.T1_UNJOINED
    return case, people, failed([case.pk]).get(audience="merchant")


def test_a_letter_to_a_merchant_that_has_not_joined_proves_the_notice_through_the_lifecycle() -> None:
    case, people, notice = unjoined_notice()
    client = log_in(Client(), people.officer)
    said = client.get(reverse("mediation:notice", args=[notice.pk])).content.decode()
    assert reverse("joining:letter", args=[case.public_id]) in said
    assert 'value="phone"' not in said
    today = timezone.localdate().isoformat()
    given = {"prove": "1", "way": "letter", "on": today, "taken_by": "前台", "number": "XA42010600142"}
    page = act(client, notice, **given)
    assert "address" in page.context["form"].errors  # neither a letter on its way nor an address
    assert act(client, notice, **given, address="武昌区民主路57号").status_code == 302
    case.refresh_from_db()
    assert case.state == State.T1_NOTICED
    assert case.notice_proven_at is not None
    letter = LetterDelivery.objects.get(case=case)
    assert (letter.number, letter.signed_by) == ("XA42010600142", "前台")
    event = Event.objects.filter(case=case).order_by("-seq").first()
    assert (event.action, event.data["details"]["letter"]) == ("notice.prove", "XA42010600142")


def test_the_letter_on_its_way_is_the_one_that_was_delivered() -> None:
    case, people, notice = unjoined_notice()
    letters.post(
        case_id=case.pk, actor=people.as_officer, now=timezone.now(), address="民主路57号",
        posted_on=timezone.localdate(), number="XA1",
    )  # fmt: skip
    act(
        log_in(Client(), people.officer), notice, prove="1", way="letter", on=timezone.localdate().isoformat(),
        taken_by="前台", number="XA1",
    )  # fmt: skip
    assert LetterDelivery.objects.get(case=case).delivered_on is not None
    case.refresh_from_db()
    assert case.state == State.T1_NOTICED


def test_letters_that_came_back_stand_beside_until_another_one_goes_out() -> None:
    case, people, _notice = unjoined_notice()
    today = timezone.localdate()
    letter = letters.post(
        case_id=case.pk, actor=people.as_officer, now=timezone.now(), address="旧址", posted_on=today, number="XA1"
    )
    client = log_in(Client(), people.officer)
    assert not client.get(reverse(LIST)).context["letters"]
    letters.return_letter(
        public_id=letter.public_id, actor=people.as_officer, now=timezone.now(), returned_on=today,
        return_reason="moved",
    )  # fmt: skip
    page = client.get(reverse(LIST))
    assert [row.pk for row in page.context["letters"]] == [case.pk]
    assert zh("moved away") in page.content.decode()
    letters.post(
        case_id=case.pk, actor=people.as_officer, now=timezone.now(), address="新址", posted_on=today, number="XA2"
    )
    assert not client.get(reverse(LIST)).context["letters"]


@pytest.mark.usefixtures("wrong_number")
def test_another_bodys_officer_finds_nothing() -> None:
    case, _people = failing()
    notice = failed([case.pk]).first()
    stranger = log_in(Client(), member(Role.OFFICER))
    assert stranger.get(reverse("mediation:notice", args=[notice.pk])).status_code == 404
    assert act(stranger, notice, again="1").status_code == 404
