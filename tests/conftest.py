"""The rig: a real PostgreSQL, warnings are errors, no network but this machine's sockets."""

from pathlib import Path

import pytest
from django.conf import settings
from pytest_socket import enable_socket, socket_allow_hosts

from tests.house.strict_templates import strict_templates  # noqa: F401


@pytest.fixture(autouse=True)
def _no_network() -> None:
    enable_socket()
    socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)


def pytest_configure() -> None:
    """WhiteNoise warns, rightly, of a static folder that is not there; a test run collects none."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
