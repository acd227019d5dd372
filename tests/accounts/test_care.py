"""Administrators look after accounts: ending sessions, and a new second factor by two of them, a notice and a day."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, InternalError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.actors import Actor
from accounts.care import actions
from accounts.care.rules import COOLS, LINK_LASTS, ResetFacts, is_stale, why_not_confirm, why_not_use
from accounts.care.tasks import care_for_resets
from accounts.models import AccountEvent, FactorReset, LookUp, Role, User
from notices.addressing import address_waiting
from notices.models import Channel, Delivery, Outbox
from notices.texts import words_of
from tests.people import log_in, look_up, member, person

NOW = dt.datetime(2026, 6, 1, 8, tzinfo=dt.UTC)
PASSWORD = "drei ungewohnte Worte"


@pytest.fixture
def admins(db: None) -> tuple[User, User]:
    return person(is_staff=True, is_superuser=True), person(is_staff=True, is_superuser=True)


@pytest.fixture
def officer(db: None) -> User:
    """An officer with a password and an app whose phone lies in the river."""
    user = member(Role.OFFICER, email="wang@example.com", display_name="王测试", password=PASSWORD)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})
    return user


def link_of(template: str) -> str:
    found = re.search(
        r"http\S+?(/second-factor/\S+/)", words_of(Outbox.objects.get(template=template), Channel.SMS).body
    )
    assert found, template
    return found[1]


def opened(officer: User, admins: tuple[User, User], now: dt.datetime = NOW) -> FactorReset:
    return actions.open_reset(user_id=officer.pk, reason="in_person", actor=Actor.admin(admins[0].pk), now=now)


def confirmed(officer: User, admins: tuple[User, User], now: dt.datetime = NOW) -> FactorReset:
    reset = opened(officer, admins, now)
    return actions.confirm_reset(public_id=reset.public_id, actor=Actor.admin(admins[1].pk), now=now)


def test_the_whole_way_in_the_browser(admins: tuple[User, User], officer: User) -> None:
    first, second, visitor = log_in(Client(), admins[0]), log_in(Client(), admins[1]), Client()
    page = look_up(first, reverse("people"), officer.phone_number.phone).content.decode()
    assert "王测试" in page
    assert officer.phone_number.phone_masked in page
    assert LookUp.objects.get().kind == "phone"
    assert first.post(reverse("open_factor_reset", args=[officer.public_id]), {"reason": "video"}).status_code == 302
    reset = FactorReset.objects.get()
    assert "您已发起" in first.get(reverse("person", args=[officer.public_id])).content.decode()
    assert first.post(reverse("confirm_factor_reset", args=[reset.public_id])).status_code == 400
    assert "王测试" in second.get(reverse("people")).content.decode()
    assert second.post(reverse("confirm_factor_reset", args=[reset.public_id])).status_code == 302
    address_waiting(now=timezone.now())
    assert set(Delivery.objects.values_list("channel", flat=True)) == {"in_app", "sms", "email"}

    care_for_resets()
    assert not Outbox.objects.filter(template="factor_link").exists(), "a day passes first"
    FactorReset.objects.update(
        opened_at=timezone.now() - 2 * COOLS, confirmed_at=timezone.now() - 2 * COOLS,
        effective_at=timezone.now() - COOLS,
    )  # fmt: skip
    care_for_resets()
    care_for_resets()
    link = link_of("factor_link")
    UserSession.objects.create(user=officer, ip="198.51.100.7", session_key="x" * 32, user_agent="Firefox")
    assert visitor.get(link).status_code == 200
    assert Authenticator.objects.filter(user=officer).exists(), "a GET changes nothing"
    assert "errors" in visitor.post(link, {"password": "wrong"}).content.decode()
    assert Authenticator.objects.filter(user=officer).exists()
    assert visitor.post(link, {"password": PASSWORD})["Location"] == "/staff/login/"
    assert not Authenticator.objects.filter(user=officer).exists()
    assert not UserSession.objects.filter(user=officer).exists()
    assert visitor.get(link).status_code == 404, "once"
    assert list(AccountEvent.objects.order_by("id").values_list("what", flat=True)) == [
        "reset_opened", "reset_confirmed", "reset_done",
    ]  # fmt: skip
    visitor.post("/staff/login/", {"email": officer.email, "password": PASSWORD})
    assert "/accounts/2fa/totp/activate/" in visitor.get("/staff/second-factor/").content.decode()


def test_the_person_can_stop_it_without_logging_in(admins: tuple[User, User], officer: User) -> None:
    confirmed(officer, admins)
    link = link_of("account.factor_reset_confirmed")
    visitor = Client()
    assert visitor.get(link).status_code == 200
    assert FactorReset.objects.get().stopped_at is None
    assert visitor.post(link).status_code == 200
    assert visitor.post(link).status_code == 404
    assert actions.send_links(now=NOW + 2 * COOLS) == 0
    assert AccountEvent.objects.latest("id").what == "reset_stopped"
    assert AccountEvent.objects.latest("id").by is None


def test_nobody_alone(admins: tuple[User, User], officer: User) -> None:
    first, second = (Actor.admin(user.pk) for user in admins)
    with pytest.raises(actions.CareRefused) as refused:
        actions.open_reset(user_id=admins[0].pk, reason="video", actor=first, now=NOW)
    assert refused.value.code == "oneself"
    reset = opened(officer, admins)
    for by, code in [(first, "same_person"), (Actor.admin(officer.pk), "oneself")]:
        with pytest.raises(actions.CareRefused) as refused:
            actions.confirm_reset(public_id=reset.public_id, actor=by, now=NOW)
        assert refused.value.code == code
    with pytest.raises(actions.CareRefused) as refused:
        actions.open_reset(user_id=officer.pk, reason="video", actor=second, now=NOW)
    assert refused.value.code == "open_already"
    with pytest.raises(PermissionError):
        actions.confirm_reset(public_id=reset.public_id, actor=Actor.officer(admins[1].pk, 1), now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():  # nor by hand
        FactorReset.objects.update(confirmed_by=admins[0], confirmed_at=NOW, effective_at=NOW + COOLS)
    with pytest.raises(InternalError), transaction.atomic():
        AccountEvent.objects.update(what="reset_done")


def test_links_and_open_resets_end(admins: tuple[User, User], officer: User) -> None:
    reset = confirmed(officer, admins)
    assert actions.send_links(now=NOW + COOLS) == 1
    token = actions.renew_path(reset).strip("/").rpartition("/")[2]
    with pytest.raises(actions.CareRefused) as refused:
        actions.use_link(token=token, password=PASSWORD, now=NOW + COOLS + LINK_LASTS)
    assert refused.value.code == "too_late"
    assert actions.end_stale(now=NOW + COOLS + LINK_LASTS) == 1
    again = opened(officer, admins, NOW + dt.timedelta(days=10))
    assert actions.end_stale(now=again.opened_at + dt.timedelta(days=7)) == 1
    stop = actions.stop_path(again).strip("/").rpartition("/")[2]
    with pytest.raises(actions.CareRefused):  # one link is not the other
        actions.use_link(token=stop, password=PASSWORD, now=NOW)


moments = st.integers(0, 20).map(lambda days: NOW + dt.timedelta(days=days))


@given(st.integers(1, 3), st.integers(1, 3), st.integers(1, 3), moments, moments)
def test_only_two_others_and_only_after_a_day(
    user: int, first: int, second: int, confirmed_at: dt.datetime, now: dt.datetime
) -> None:
    fresh = ResetFacts(user, first, NOW, None, None, None, False)
    if why_not_confirm(fresh, by=second, now=confirmed_at) == "":
        assert second not in (user, first)
        done = ResetFacts(user, first, NOW, confirmed_at, confirmed_at + COOLS, None, False)
        assert (why_not_use(done, now=now) == "") is (now >= confirmed_at + COOLS)
        assert not is_stale(done, now=now)
    assert why_not_use(fresh, now=now) == "unconfirmed"


def test_all_sessions_of_somebody_end_with_a_reason(admins: tuple[User, User], officer: User) -> None:
    victim = log_in(Client(), officer)
    assert victim.get("/me/").status_code == 200
    UserSession.objects.get_or_create(
        session_key=victim.session.session_key, defaults={"user": officer, "ip": "198.51.100.7", "user_agent": "x"}
    )
    admin = log_in(Client(), admins[0])
    where = reverse("end_sessions_of", args=[officer.public_id])
    assert admin.post(where).status_code == 400
    assert victim.get("/me/").status_code == 200
    assert admin.post(where, {"reason": "device_lost"}).status_code == 302
    assert victim.get("/me/").status_code == 302
    event = AccountEvent.objects.get()
    assert (event.user, event.by, event.what, event.reason) == (officer, admins[0], "sessions_ended", "device_lost")
    assert Outbox.objects.filter(template="account.sessions_ended", audience=f"user:{officer.pk}").exists()
    assert "设备丢失" in admin.get(reverse("person", args=[officer.public_id])).content.decode()
