"""Another phone or e-mail: a code to the new, a notice to the old, a day in between, and a way to say "not me"."""

import datetime as dt
import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from accounts.contact.actions import WAITS, carry_out_due
from accounts.contact.tasks import carry_out_due as task
from accounts.models import ContactChange, PhoneNumber, User
from notices.models import Channel, Outbox, RecordedMessage
from notices.texts import words_of
from tests.people import log_in, person

pytestmark = pytest.mark.django_db
NEW = "13800001234"


def code() -> str:
    found = re.search(r"\d{6}", RecordedMessage.objects.latest("id").body)
    assert found
    return found[0]


def ask(client: Client, user: User, target: str = NEW) -> ContactChange:
    log_in(client, user)
    assert client.post("/me/contact/", {"target": target})["Location"] == "/me/contact/code/"
    assert client.get("/me/contact/code/").status_code == 200
    assert client.post("/me/contact/code/", {"code": code()})["Location"] == "/me/contact/"
    return ContactChange.objects.latest("id")


def test_a_day_later_the_new_phone_opens(client: Client) -> None:
    user = person()
    old = user.phone_number.phone
    change = ask(client, user)
    assert "138****1234" in client.get("/me/contact/").content.decode()
    assert carry_out_due(now=change.effective_at - dt.timedelta(seconds=1)) == 0
    assert PhoneNumber.objects.get(user=user).phone == old
    assert carry_out_due(now=change.asked_at + WAITS) == 1
    assert carry_out_due(now=change.asked_at + WAITS) == 0
    number = PhoneNumber.objects.get(user=user)
    assert (number.phone, number.phone_masked) == (NEW, "138****1234")
    visitor = Client()
    visitor.post("/login/", {"target": NEW})
    visitor.post("/login/code/", {"code": code()})
    assert visitor.get("/me/").context["user"] == user


def test_an_email_is_added_and_changed(client: Client) -> None:
    user = person(email="old@example.com")
    EmailAddress.objects.create(user=user, email="old@example.com", verified=True, primary=True)
    log_in(client, user)
    ContactChange.objects.create(
        user=user, kind="email", target="new@example.com", target_masked="n***@example.com",
        asked_at=timezone.now() - 2 * WAITS, effective_at=timezone.now() - WAITS,
    )  # fmt: skip
    task()
    user.refresh_from_db()
    assert user.email == "new@example.com"
    assert EmailAddress.objects.get(user=user).email == "new@example.com"


def test_the_old_place_is_told_and_may_stop_it(client: Client) -> None:
    user = person()
    change = ask(client, user)
    notice = Outbox.objects.get(template="account.contact_change")
    assert notice.audience == f"user:{user.pk}"
    assert NEW not in str(notice.context)
    link = re.search(r"http\S+(/contact-change/\S+/)", words_of(notice, Channel.SMS).body)
    assert link
    stranger = Client()
    assert stranger.get(link[1]).status_code == 200
    change.refresh_from_db()
    assert change.cancelled_at is None
    assert stranger.post(link[1]).status_code == 200
    change.refresh_from_db()
    assert change.cancelled_at
    assert stranger.post(link[1]).status_code == stranger.get(link[1]).status_code == 404
    assert carry_out_due(now=timezone.now() + 2 * WAITS) == 0


def test_stopping_ends_every_session() -> None:
    user, thief = person(), Client()
    thief.post("/login/", {"target": user.phone_number.phone})
    thief.post("/login/code/", {"code": code()})
    thief.post("/me/contact/", {"target": NEW})
    thief.post("/me/contact/code/", {"code": code()})
    link = Outbox.objects.get(template="account.contact_change").context["url"]
    Client().post(link[link.index("/contact-change/") :])
    assert thief.get("/me/").status_code == 302


def test_links_that_are_no_links(client: Client) -> None:
    change = ask(client, person())
    with time_machine.travel(timezone.now() + dt.timedelta(days=8)):
        link = Outbox.objects.get(template="account.contact_change").context["url"]
        assert client.get(link[link.index("/contact-change/") :]).status_code == 404
    assert client.post("/contact-change/nonsense/").status_code == 404
    change.refresh_from_db()
    assert change.cancelled_at is None


def test_what_another_account_uses_is_refused(client: Client) -> None:
    other, user = person(), person()
    log_in(client, user)
    for target in (other.phone_number.phone, user.phone_number.phone):
        client.post("/me/contact/", {"target": target})
        assert client.post("/me/contact/code/", {"code": code()}).context["form"].non_field_errors()
    assert not ContactChange.objects.exists()


def test_taken_meanwhile_is_cancelled(client: Client) -> None:
    change = ask(client, person())
    squatter = User.objects.create_user()
    PhoneNumber.objects.create(user=squatter, phone=NEW, phone_masked="138****1234")
    assert carry_out_due(now=change.effective_at) == 0
    change.refresh_from_db()
    assert change.cancelled_at == change.effective_at


def test_a_second_wish_replaces_the_first_and_either_may_be_taken_back(client: Client) -> None:
    user = person()
    first, second = ask(client, user), ask(client, user, "13800005678")
    first.refresh_from_db()
    assert first.cancelled_at
    assert client.post(f"/me/contact/{second.public_id}/cancel/").status_code == 302
    second.refresh_from_db()
    assert second.cancelled_at
    log_in(client, person())
    assert client.post(f"/me/contact/{second.public_id}/cancel/").status_code == 404


def test_a_wrong_code_changes_nothing(client: Client) -> None:
    log_in(client, person())
    client.post("/me/contact/", {"target": NEW})
    wrong = f"{(int(code()) + 1) % 10**6:06}"
    assert client.post("/me/contact/code/", {"code": wrong}).context["form"].errors["code"]
    assert not ContactChange.objects.exists()
