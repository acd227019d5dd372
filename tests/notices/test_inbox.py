"""A person reads their own messages, marks them, and says how they want to be told."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from notices.addressing import address_waiting
from notices.models import Channel, Delivery, NoticePreference, RecordedMessage
from notices.recipients import Recipient
from tests.notices.conftest import NOW
from tests.people import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client, wang: User) -> Client:
    log_in(client, wang, second_factor=False)
    return client


@pytest.fixture
def deliver(tell, wang: User, settings):
    def deliver(count: int, to: User = wang) -> None:
        settings.SWITCHBOARD = "tests.notices.audience"
        for number in range(count):
            tell(Recipient(to.pk), key=f"{to.pk}-{number}")
        address_waiting(now=NOW)
        settings.SWITCHBOARD = "config.switchboard"

    return deliver


def page(client: Client, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_an_empty_inbox_says_what_will_come(reader: Client) -> None:
    assert page(reader, "/inbox/").select(".empty a.btn")


def test_messages_are_read_one_by_one_or_all_at_once(reader: Client, deliver, wang: User) -> None:
    deliver(3)
    deliver(1, to=User.objects.create_user(email="li@example.com"))
    soup = page(reader, "/inbox/")
    assert len(soup.select("article.card")) == 3
    assert len(soup.select(".tag[data-turn=you]")) == 3
    assert soup.select_one("article a[href='https://hejie.example/c/1']")
    first = soup.select_one("article form")["action"]
    assert reader.post(first)["Location"] == "/inbox/"
    assert len(page(reader, "/inbox/").select(".tag[data-turn=you]")) == 2
    reader.post("/inbox/read/")
    assert not page(reader, "/inbox/").select(".tag[data-turn=you]")
    assert Delivery.objects.filter(channel=Channel.IN_APP, read_at=None).count() == 1, "the other person's is unread"


def test_a_foreign_message_stays_unread(reader: Client, deliver) -> None:
    other = User.objects.create_user(email="li@example.com")
    deliver(1, to=other)
    message = Delivery.objects.get(channel=Channel.IN_APP)
    reader.post(f"/inbox/read/{message.public_id}/")
    message.refresh_from_db()
    assert message.read_at is None


def test_queries_do_not_grow_with_the_messages(reader: Client, deliver) -> None:
    counts = []
    for number in (1, 40):
        Delivery.objects.all().delete()
        deliver(number) if number == 1 else _copies(number)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(reader, "/inbox/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


def _copies(number: int) -> None:
    from notices.models import Outbox

    notice = Outbox.objects.get()
    user = User.objects.get(email="wang@example.com")
    for n in range(number):
        notice.pk, notice.idempotency_key = None, f"copy-{n}"
        notice.save()
        Delivery.objects.create(
            outbox=notice,
            channel=Channel.IN_APP,
            user=user,
            status="sent",
            next_try_at=NOW,
            sent_at=NOW,
            subject="一",
            body="二",
        )


def test_channels_can_be_refused_and_taken_back(reader: Client, wang: User) -> None:
    boxes = page(reader, "/inbox/channels/").select("input[name=channels]")
    assert [box["value"] for box in boxes if box.has_attr("checked")] == ["email", "sms", "wechat"]
    reader.post("/inbox/channels/", {"channels": ["email"]})
    refused = NoticePreference.objects.filter(user=wang, wanted=False)
    assert set(refused.values_list("channel", flat=True)) == {"sms", "wechat"}
    boxes = page(reader, "/inbox/channels/").select("input[name=channels]")
    assert [box["value"] for box in boxes if box.has_attr("checked")] == ["email"]
    assert reader.post("/inbox/channels/", {"channels": ["pigeon"]}).status_code == 200


def test_recorded_messages_are_shown_in_the_demo_only(client: Client, settings) -> None:
    RecordedMessage.objects.create(channel=Channel.SMS, address="13800138000", body="验证码 123456")
    settings.MODE_IS_DEMO = False
    assert client.get("/demo/messages/").status_code == 404
    settings.MODE_IS_DEMO = True
    assert "123456" in page(client, "/demo/messages/").text
