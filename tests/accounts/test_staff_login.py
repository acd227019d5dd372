"""Staff come in with e-mail, password and a second factor, and not without."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from accounts.models import Role, User
from notices.models import RecordedMessage
from tests.people import log_in, member, person

PASSWORD = "一个很长的口令 1"
pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.routes")]


def totp(secret: str, ahead: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def with_totp(user: User) -> str:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


@pytest.fixture
def officer() -> User:
    return member(Role.OFFICER, email="officer@example.com", password=PASSWORD)


def come_in(client: Client, **more: str):
    return client.post("/staff/login/", {"email": "Officer@example.com ", "password": PASSWORD, **more})


def test_password_then_code_then_the_desk(client: Client, officer: User) -> None:
    secret = with_totp(officer)
    assert client.get("/desk/")["Location"] == "/staff/login/?next=%2Fdesk%2F"
    assert come_in(client, next="/desk/")["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/desk/").status_code == 302
    assert client.get("/accounts/2fa/authenticate/").status_code == 200
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert wrong.context["form"].errors["code"]
    response = client.post("/accounts/2fa/authenticate/", {"code": totp(secret)})
    assert client.get(response["Location"])["Location"] == "/desk/"
    assert client.get("/desk/").content == b"officer"


def test_a_code_of_the_app_opens_once(client: Client, officer: User) -> None:
    secret = with_totp(officer)
    code = totp(secret)
    for _ in range(2):
        come_in(client)
        response = client.post("/accounts/2fa/authenticate/", {"code": code})
        client.post("/logout/")
    assert response.status_code == 200


def test_without_a_factor_to_the_set_up(client: Client, officer: User) -> None:
    response = come_in(client, next="/desk/")
    assert response["Location"] == "/staff/second-factor/?next=%2Fdesk%2F"
    assert client.get(response["Location"]).status_code == 200
    assert client.get("/desk/")["Location"].startswith("/staff/second-factor/")
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert client.post("/accounts/2fa/totp/activate/", {"code": "12"}).context["form"].errors
    done = client.post("/accounts/2fa/totp/activate/", {"code": totp(secret)})
    assert done["Location"] == "/accounts/2fa/recovery-codes/"
    assert client.get(done["Location"]).status_code == 200
    asked = client.get("/staff/second-factor/")["Location"]
    assert asked.startswith("/accounts/2fa/reauthenticate/")
    assert client.get(asked).status_code == 200
    confirmed = client.post(asked, {"code": totp(secret), "next": "/staff/second-factor/"})
    assert client.get(confirmed["Location"])["Location"] == "/desk/"


def test_the_demo_switch(client: Client, officer: User, settings) -> None:
    settings.DEMO_WITHOUT_SECOND_FACTOR = True
    assert client.get(come_in(client, next="/desk/")["Location"])["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_secrets_lie_sealed_and_turn_with_the_keys(officer: User, settings) -> None:
    secret = with_totp(officer)
    codes = RecoveryCodes.activate(officer).generate_codes()
    assert secret not in str(Authenticator.objects.values_list("data"))
    settings.FIELD_KEYS = "9:" + "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=" + "," + settings.FIELD_KEYS
    call_command("rotate_keys")
    settings.FIELD_KEYS = settings.FIELD_KEYS.split(",")[0]
    rows = {row.type: row.wrap() for row in Authenticator.objects.all()}
    assert rows[Authenticator.Type.TOTP].validate_code(totp(secret))
    assert rows[Authenticator.Type.RECOVERY_CODES].generate_codes() == codes


def test_a_recovery_code_opens(client: Client, officer: User) -> None:
    with_totp(officer)
    code = RecoveryCodes.activate(officer).generate_codes()[0]
    come_in(client)
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 302


def test_recovery_codes_are_shown_once_and_then_hashes(client: Client, officer: User) -> None:
    with_totp(officer)
    log_in(client, officer)
    client.post("/accounts/2fa/recovery-codes/generate/")
    page = client.get("/accounts/2fa/recovery-codes/")
    codes = page.context["unused_codes"]
    assert len(set(codes)) == 10
    row = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    assert set(row.data) == {"migrated_codes", "hashed", "viewed_at"}
    assert all(each.startswith("argon2$") for each in row.data["hashed"])
    again = client.get("/accounts/2fa/recovery-codes/")
    assert again.context["unused_codes"] == ["****"] * 10
    assert not set(codes) & set(again.content.decode().split())
    for expected in (302, 200):  # a code opens once
        stranger = Client()
        come_in(stranger)
        assert stranger.post("/accounts/2fa/authenticate/", {"code": codes[3]}).status_code == expected
    assert client.get("/accounts/2fa/recovery-codes/").context["unused_codes"] == ["****"] * 9
    assert client.post("/accounts/2fa/reauthenticate/", {"code": "12345678", "next": "/me/"}).status_code == 200
    assert client.post("/accounts/2fa/reauthenticate/", {"code": codes[4], "next": "/me/"}).status_code == 302


def test_whatever_was_wrong_the_sentence_is_one(client: Client, officer: User) -> None:
    member(email="new@example.com")
    member(email="gone@example.com", password=PASSWORD, is_active=False)
    answers = {
        client.post("/staff/login/", {"email": email, "password": password}).context["form"].non_field_errors()[0]
        for email, password in [
            ("officer@example.com", "wrong"),
            ("nobody@example.com", PASSWORD),
            ("new@example.com", PASSWORD),
            ("gone@example.com", PASSWORD),
        ]
    }
    assert len(answers) == 1


def test_ten_passwords_for_one_account(client: Client, officer: User) -> None:
    for number in range(10):
        client.post("/staff/login/", {"email": "officer@example.com", "password": f"wrong {number}"})
    assert come_in(Client(REMOTE_ADDR="203.0.113.9")).status_code == 200


def test_ten_codes_for_one_person(client: Client, officer: User) -> None:
    secret = with_totp(officer)
    come_in(client)
    for _ in range(10):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert client.post("/accounts/2fa/authenticate/", {"code": totp(secret)}).status_code == 200


def test_the_last_factor_of_staff_stays(client: Client, officer: User) -> None:
    secret = with_totp(officer)
    come_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": totp(secret)})
    assert client.get("/accounts/2fa/totp/deactivate/").status_code == 200
    assert client.post("/accounts/2fa/totp/deactivate/").context["form"].non_field_errors()
    assert Authenticator.objects.filter(type="totp").exists()


def test_a_forgotten_password_by_code(client: Client, officer: User) -> None:
    number = officer.phone_number.phone
    client.post("/login/", {"target": number})
    code = re.search(r"\d{6}", RecordedMessage.objects.latest("id").body)
    assert code
    client.post("/login/code/", {"code": code[0]})
    assert client.post("/me/password/", {"new": "password12"}).context["form"].errors["new"]
    assert client.post("/me/password/", {"new": "另一个很长的口令 2"})["Location"] == "/me/"
    officer.refresh_from_db()
    assert officer.check_password("另一个很长的口令 2")
    assert client.get("/me/").status_code == 200


def test_the_old_password_is_asked_for_else(client: Client, officer: User) -> None:
    log_in(client, officer)
    form = client.post("/me/password/", {"old": "wrong", "new": "另一个很长的口令 2"}).context["form"]
    assert form.errors["old"]
    assert client.post("/me/password/", {"old": PASSWORD, "new": "另一个很长的口令 2"}).status_code == 302


def test_pages_of_second_factors(client: Client, officer: User) -> None:
    secret = with_totp(officer)
    come_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": totp(secret)})
    for page in ("", "webauthn/", "webauthn/add/", "recovery-codes/generate/", "reauthenticate/"):
        assert client.get(f"/accounts/2fa/{page}").status_code == 200, page
    assert client.post("/accounts/2fa/recovery-codes/generate/").status_code == 302
    assert client.get("/accounts/2fa/recovery-codes/").status_code == 200


def test_admin_through_the_same_door(client: Client) -> None:
    assert client.get("/admin/login/?next=/admin/")["Location"] == "/staff/login/?next=%2Fadmin%2F"
    log_in(client, person(is_staff=True, is_superuser=True), second_factor=False)
    asked = client.get("/admin/", follow=True)
    assert asked.redirect_chain[-1][0] == "/staff/second-factor/?next=%2Fadmin%2F"
    log_in(client, person(is_staff=True, is_superuser=True))
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("demo", [True, False])
def test_nobody_goes_round_in_circles_before_the_administration(client: Client, settings, demo: bool) -> None:
    settings.DEMO_WITHOUT_SECOND_FACTOR = demo
    for user in (person(), member(Role.OFFICER)):
        log_in(client, user)
        assert client.get("/admin/", follow=True).status_code == 403
        log_in(client, user, second_factor=False)
        assert client.get("/admin/", follow=True).status_code == (403 if demo else 200)  # 200: set one up


def test_staff_come_in_while_valkey_is_away(client: Client, officer: User, settings) -> None:
    secret = with_totp(officer)
    settings.REDIS_URL = "unix:///nowhere/valkey.sock?db=0"
    settings.CACHES = {"default": {"BACKEND": "config.cache.PatientCache", "LOCATION": settings.REDIS_URL}}
    come_in(client)
    assert client.post("/accounts/2fa/authenticate/", {"code": totp(secret)}).status_code == 302
    assert cache.get("anything", 7) == 7
    assert cache.get_many(["anything"]) == {}
    cache.set_many({"anything": 1})
    assert not cache.delete("anything")
