"""One's own corner."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from accounts.me.devices import device_of
from accounts.models import Role, User
from notices.models import RecordedMessage
from tests.people import log_in, member, person

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 MicroMessenger/8.0"


def come_in(user: User, agent: str = PHONE) -> Client:
    client = Client(HTTP_USER_AGENT=agent)
    client.post("/login/", {"target": user.phone_number.phone})
    text = RecordedMessage.objects.latest("id").body
    client.post("/login/code/", {"code": "".join(sign for sign in text if sign.isdigit())[:6]})
    return client


def test_sessions_are_listed_and_ended() -> None:
    user = person()
    here, there = come_in(user), come_in(user, "Mozilla/5.0 (Windows NT 10.0) Edg/120")
    rows = here.get("/me/sessions/").context["rows"]
    assert [(row["device"], row["here"]) for row in rows] == [("Edge, Windows", False), ("WeChat, Android", True)]
    assert rows[0]["network"] == "127.0.0.0/24"
    assert here.post(f"/me/sessions/{rows[0]['id']}/end/").status_code == 302
    assert there.get("/me/").status_code == 302
    assert here.get("/me/").status_code == 200


def test_all_others_are_ended() -> None:
    user = person()
    clients = [come_in(user) for _ in range(3)]
    clients[0].post("/me/sessions/others/end/")
    assert [client.get("/me/").status_code for client in clients] == [200, 302, 302]


def test_a_foreign_session_is_not_there() -> None:
    come_in(person())
    foreign = UserSession.objects.get()
    client = come_in(person())
    assert client.post(f"/me/sessions/{foreign.pk}/end/").status_code == 404
    assert UserSession.objects.filter(pk=foreign.pk).exists()


def test_the_name_shown(client: Client) -> None:
    user = person()
    log_in(client, user)
    assert client.post("/me/", {"display_name": "小王"})["Location"] == "/me/"
    assert client.post("/me/", {"display_name": "王" * 41}).context["form"].errors
    user.refresh_from_db()
    assert user.display_name == "小王"


def test_a_hat_is_chosen(client: Client) -> None:
    user = member(Role.MEDIATOR)
    log_in(client, user)
    page = client.get("/me/")
    assert [hat.actor.kind for hat in page.context["hats"]] == ["mediator", "consumer"]
    assert client.post("/me/hat/", {"hat": "consumer:"}).status_code == 302
    assert client.get("/me/").context["actor"].kind == "consumer"
    assert client.post("/me/hat/", {"hat": "officer:1"}).status_code == 404


@pytest.mark.parametrize("path", ["/me/", "/me/sessions/", "/me/password/", "/staff/second-factor/"])
def test_nobody_is_shown_anything(client: Client, path: str) -> None:
    assert client.get(path).status_code == 302


@pytest.mark.parametrize(
    ("agent", "device"),
    [(PHONE, "WeChat, Android"), ("curl/8", ""), ("Mozilla/5.0 (iPhone) Safari", "Safari, iPhone"), ("", "")],
)
def test_devices(agent: str, device: str) -> None:
    assert device_of(agent) == device
