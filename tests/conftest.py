"""The rig: a real PostgreSQL, warnings are errors, no network but this machine's sockets."""

import uuid
from io import StringIO
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases
from django.utils import translation
from pytest_socket import enable_socket, socket_allow_hosts

from tests.house.committed import committed  # noqa: F401
from tests.house.strict_templates import strict_templates  # noqa: F401


@pytest.fixture(autouse=True)
def _no_network() -> None:
    enable_socket()
    socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _in_chinese() -> None:
    """Each test begins in the default language, whatever a request of the one before has asked for."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def _limits_of_its_own(settings) -> None:
    """Each test counts its rate limits from nothing."""
    settings.LIMITS_PREFIX = f"limit-{uuid.uuid4().hex}"


def pytest_configure() -> None:
    # WhiteNoise warns, rightly, of a static folder that is not there; a test run collects none.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    # An example that takes long says that the machine is busy, not that the code is wrong.
    hypothesis.settings.register_profile("house", deadline=None)
    hypothesis.settings.load_profile("house")
    # Argon2 as in production, but for its cost: 100 MB and a tenth of a second for each password and recovery code.
    settings.PASSWORD_HASHERS = ["tests.house.cheap_passwords.CheapArgon2", *settings.PASSWORD_HASHERS[1:]]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """The test database holds the reference data, once for all tests: divisions, holidays, rule sets, categories."""
    from complaints.clocks.load import load_rules
    from complaints.models import RuleSet

    with django_db_blocker.unblock():
        if not connection.settings_dict["NAME"].startswith("test_"):  # pytest-django makes it for marked tests only
            setup_databases(verbosity=0, interactive=False, keepdb=True, aliases={"default"}, serialized_aliases=set())
        if not RuleSet.objects.exists():
            call_command("load_reference", stderr=StringIO())
        load_rules()  # a test database kept from before lacks the rules that are new


@pytest.fixture
def reference(db: None) -> None:
    """Says that a test reads the reference data."""
