"""Security headers on every answer, and what browsers report of broken ones."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

from accounts.policy_reports import origin_of, violations
from tests.people import log_in, member, person

PRODUCTION = {
    "HEJIE_MODE": "production",
    "SECRET_KEY": "not-a-real-one-" + "x" * 60,
    "FIELD_KEYS": "1:QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=",
    "INDEX_KEY": "QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI=",
    "PUBLIC_URL": "https://hejie.example",
    "EMAIL_URL": "smtp://mail.example:25",
}


def policy(response) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts if name}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/login/", "/no-such-page/", "/admin/", "/me/"])
def test_every_answer_bears_them(client: Client, path: str) -> None:
    response = client.get(path)
    found = policy(response)
    assert found["default-src"] == "'none'"
    assert found["script-src"] == found["style-src"] == found["form-action"] == "'self'"
    assert found["frame-ancestors"] == found["base-uri"] == found["object-src"] == "'none'"
    assert found["report-uri"] == "/policy-reports/"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "payment=()" in response["Permissions-Policy"]


@pytest.mark.django_db
def test_pages_of_persons_are_never_cached(client: Client) -> None:
    for path in ("/login/", "/staff/login/"):
        assert "no-store" in client.get(path)["Cache-Control"]
    log_in(client, person())
    assert client.get("/me/")["Cache-Control"] == "private, no-cache"


@pytest.mark.django_db
def test_of_staff_nothing_is_kept(client: Client) -> None:
    log_in(client, member())
    assert client.get("/me/")["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_logging_out_leaves_nothing_in_the_browser(client: Client) -> None:
    log_in(client, person())
    assert client.post("/logout/")["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/me/").status_code == 302


def test_production_is_https_only() -> None:
    """Settings as production reads them, in a process of their own."""
    names = [
        "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SESSION_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_SECURE", "DEBUG", "ALLOWED_HOSTS",
        "DEMO_WITHOUT_SECOND_FACTOR", "SMS_PROVIDER", "LOG_FORMAT", "MODE_IS_DEMO", "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME", "SHOWS_SHEET", "THEME_COOKIE_NAME", "SIZE_COOKIE_NAME", "LANGUAGE_COOKIE_NAME",
        "MESSAGES_COOKIE_NAME", "DEVICE_COOKIE_NAME",
    ]  # fmt: skip
    code = f"import json; from config import settings as s; print(json.dumps({{n: getattr(s, n) for n in {names}}}))"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **PRODUCTION},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == {
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SECURE": True,
        "DEBUG": False,
        "ALLOWED_HOSTS": ["hejie.example"],
        "DEMO_WITHOUT_SECOND_FACTOR": False,
        "SMS_PROVIDER": "",
        "LOG_FORMAT": "json",
        "MODE_IS_DEMO": False,
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SHOWS_SHEET": False,
        "THEME_COOKIE_NAME": "__Host-hejie_theme",
        "SIZE_COOKIE_NAME": "__Host-hejie_size",
        "LANGUAGE_COOKIE_NAME": "__Host-hejie_language",
        "MESSAGES_COOKIE_NAME": "__Host-messages",
        "DEVICE_COOKIE_NAME": "__Host-device",
    }


@pytest.mark.django_db
def test_every_cookie_is_one_that_settings_name(client: Client) -> None:
    """And so bears the prefix and the flags of production: each is HttpOnly, SameSite and for every path."""
    client.post("/preferences/", {"theme": "dark", "size": "large", "language": "en"})
    client.get("/login/")
    client.post("/login/", {"target": "13800001234"})
    client.get("/published/?s=nothing")
    assert {"session", "csrf", "messages", "hejie_theme", "hejie_size", "hejie_language"} <= set(client.cookies)
    assert set(client.cookies) <= {getattr(settings, name) for name in dir(settings) if name.endswith("_COOKIE_NAME")}
    for morsel in client.cookies.values():
        assert (morsel["httponly"], morsel["samesite"], morsel["path"], morsel["domain"]) == (True, "Lax", "/", "")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/me/", "/admin/", "/accounts/2fa/", "/static/css/base.css", "/no-such-page/"])
@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "MADEUP"])
def test_methods_nobody_needs(client: Client, method: str, path: str) -> None:
    response = client.generic(method, path)
    assert response.status_code == 405
    assert not response.content


def test_production_refuses_the_demo_switch() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **PRODUCTION, "DEMO_WITHOUT_SECOND_FACTOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "DEMO_WITHOUT_SECOND_FACTOR" in done.stderr.strip().splitlines()[-1]


OLD = {
    "csp-report": {
        "document-uri": "https://hejie.example/me/?a=13812345678",
        "violated-directive": "script-src",
        "blocked-uri": "https://evil.example/x.js?y",
    }
}
NEW = [{"type": "csp-violation", "body": {"effectiveDirective": "style-src", "blockedURL": "inline"}}]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [
        json.dumps(OLD),
        json.dumps(NEW),
        "{",
        "[]",
        "null",
        "[" * 5000,
        '{"csp-report": {"blocked-uri": "http://["}}',
        "x" * 99999,
    ],
)
def test_reports_are_taken_whatever_they_hold(client: Client, body: str) -> None:
    assert client.post("/policy-reports/", body, content_type="application/csp-report").status_code == 204


def test_a_report_says_what_and_where() -> None:
    assert violations(OLD) == [{"directive": "script-src", "blocked": "https://evil.example", "page": "/me/"}]
    assert violations(NEW) == [{"directive": "style-src", "blocked": "inline", "page": ""}]
    assert len(violations(NEW * 50)) == 10
    assert origin_of("data") == "data"
