"""The house stands: database with a Chinese-aware locale, broker, and closed defaults."""

import importlib
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

from config.management.commands.check_settings import problems

pytestmark = pytest.mark.django_db


def test_database_and_broker_are_as_they_should_be() -> None:
    assert problems() == []


def test_admin_asks_for_a_log_in(client: Client) -> None:
    response = client.get("/admin/", follow=False)
    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]


@pytest.mark.parametrize("missing", ["SECRET_KEY", "FIELD_KEYS", "INDEX_KEY", "PUBLIC_URL"])
def test_production_without_a_secret_does_not_start(missing: str) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "HEJIE_MODE": "production",
        "SECRET_KEY": "x" * 60,
        "FIELD_KEYS": "1:" + "A" * 43 + "=",
        "INDEX_KEY": "B" * 43 + "=",
        "PUBLIC_URL": "https://hejie.example",
    }
    del environment[missing]
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert missing in done.stderr.strip().splitlines()[-1]


def test_passwords_cost_outside_tests_what_argon2_asks() -> None:
    auth = importlib.import_module("config.settings.auth")
    assert auth.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"
