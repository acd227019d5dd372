"""Filing by plain POSTs: no JavaScript anywhere."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from complaints.models import Case, Complaint, Consent, Draft
from merchants.matching import index_merchants
from tests.factories import body, merchant
from tests.people import log_in, look_up, person

STORY = (
    "3月2日我在清禾健身云岭路店办了一张年卡，3880元，微信付的。5月20日门口贴了张纸，说店搬走"
    "了。我要退剩下的钱，店长不肯。"
)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def field(page: str, name: str) -> str:
    tag = BeautifulSoup(page, "html.parser").find(attrs={"name": name})
    assert tag is not None, name
    return str(tag["value"])


def tell(client: Client, **more: object) -> str:
    """Step 1 done; gives the token."""
    token = field(client.get(reverse("complaints:file_what")).content.decode(), "token")
    answer = client.post(reverse("complaints:file_what"), {"token": token, "text": STORY, "seen": "yes", **more})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return token


def choose(client: Client, shop) -> None:
    index_merchants([shop.pk])
    page = look_up(client, reverse("complaints:file_whom"), shop.name).content.decode()
    assert shop.name in page
    answer = client.post(reverse("complaints:file_whom"), {"m": f"m:{shop.pk}"})
    assert answer.headers["location"] == reverse("complaints:file_ask")


def ask(client: Client) -> None:
    client.post(reverse("complaints:file_ask"), {"add": "refund"})
    answer = client.post(
        reverse("complaints:file_ask"),
        {"0-kind": "refund", "0-title": "年卡余额", "0-amount": "3，040.22", "0-computed": "3880÷365×286"},
    )
    assert answer.status_code == 302, answer.content.decode()[:4000]


YOU = {
    "name": "张三测试", "place": "武汉市武昌区", "contact_scope": "platform", "elsewhere": "",
    "consent_merchant": "on", "consent_body": "on", "consent_transfer": "on",
}  # fmt: skip


def test_a_whole_filing_by_a_stranger_who_logs_in_on_the_way(client: Client) -> None:
    body()
    shop = merchant(name="清禾健身云岭路测试店")
    tell(client, guess=["paid=388000"])
    page = client.get(reverse("complaints:file_facts")).content.decode()
    assert field(page, "paid") == "3880.00"
    client.post(reverse("complaints:file_facts"), {"paid": "3880", "category": "fitness", "go": "yes"})
    choose(client, shop)
    ask(client)
    answer = client.post(reverse("complaints:file_you"), YOU)
    assert answer.headers["location"].startswith("/login/?next=")
    log_in(client, person(), second_factor=False)
    page = client.get(reverse("complaints:file_send")).content.decode()
    assert "清禾健身云岭路测试店" in page
    answer = client.post(reverse("complaints:file_send"), {"token": field(page, "token")})
    case = Case.objects.get()
    assert answer.headers["location"] == reverse("complaints:case", args=[case.public_id])
    assert case.claimed_fen == 304_022
    assert case.state == "t1_merchant"
    assert case.complaint.paid_fen == 388_000
    assert not Draft.objects.exists()
    shown = client.get(answer.headers["location"]).content.decode()
    assert "¥3,040.22" in shown
    assert client.get(reverse("complaints:mine")).status_code == 200


def test_each_recipient_is_agreed_to_apart(client: Client) -> None:
    body()
    shop = merchant(name="清禾健身云岭路测试店")
    tell(client)
    client.post(reverse("complaints:file_facts"), {"paid": "3880", "category": "fitness", "go": "yes"})
    choose(client, shop)
    ask(client)
    log_in(client, person(), second_factor=False)
    assert "清禾健身云岭路测试店" in client.get(reverse("complaints:file_you")).content.decode()
    for left_out in ("consent_merchant", "consent_body"):
        answer = client.post(reverse("complaints:file_you"), {key: on for key, on in YOU.items() if key != left_out})
        assert f'href="#id_{left_out}"' in answer.content.decode()
        assert not Complaint.objects.exists()
    assert client.post(reverse("complaints:file_you"), YOU).status_code == 302
    consents = {row.recipient: row.words for row in Consent.objects.all()}
    assert set(consents) == {"merchant", "body"}
    assert consents["merchant"].endswith("（清禾健身云岭路测试店）")


def test_a_second_press_gives_the_same_complaint(client: Client) -> None:
    body()
    shop = merchant(name="清禾健身云岭路测试店")
    log_in(client, person(), second_factor=False)
    token = tell(client)
    choose(client, shop)
    ask(client)
    first = client.post(reverse("complaints:file_you"), {**YOU, "token": token})
    second = client.post(reverse("complaints:file_you"), {**YOU, "token": token})
    assert first.headers["location"] == second.headers["location"]
    assert Complaint.objects.count() == 1


def test_an_expired_session_loses_nothing(client: Client) -> None:
    token = tell(client)
    client.cookies.clear()
    client.post(reverse("complaints:file_what"), {"token": token, "text": STORY + "补充一句。", "seen": "yes"})
    assert Draft.objects.count() == 1
    page = client.get(reverse("complaints:file_what")).content.decode()
    assert "补充一句" in page


def test_a_strangers_token_opens_nothing_once_it_is_claimed(client: Client) -> None:
    owner = log_in(Client(), person(), second_factor=False)
    token = tell(owner)
    session = client.session
    session["draft_token"] = token
    session.save()
    assert STORY[:10] not in client.get(reverse("complaints:file_what")).content.decode()
    assert uuid.UUID(token)


def part(page: str, key: str) -> str:
    """One element of a page, without what differs by request."""
    found = BeautifulSoup(page, "html.parser").find(id=key)
    assert found is not None, key
    return " ".join(found.get_text(" ", strip=True).split())


def test_what_htmx_puts_in_equals_a_full_load(client: Client) -> None:
    shop = merchant(name="清禾健身云岭路测试店")
    index_merchants([shop.pk])
    token = tell(client)
    form = {"token": token, "text": STORY, "guess": ["paid=388000"], "seen": "yes"}
    saved = client.post(reverse("complaints:file_save"), form).content.decode()
    assert part(saved, "read") == part(client.get(reverse("complaints:file_what")).content.decode(), "read")
    found = client.post(reverse("complaints:file_search"), {"q": shop.name}).content.decode()
    whole = look_up(client, reverse("complaints:file_whom"), shop.name).content.decode()
    assert part(found, "found") == part(whole, "found")
    assert "<html" not in found
