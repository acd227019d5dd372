"""A merchant's agent at the desk, on a Monday in June."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from complaints.models import Case
from tests.factories import START, Cast, cast, file_case
from tests.people import log_in

DAY = timedelta(days=1)


@pytest.fixture
def people(reference: None) -> Cast:
    """Everybody around a case."""
    return cast()


@pytest.fixture
def desk(client: Client, people: Cast) -> Client:
    """The agent's window."""
    return log_in(client, people.agent, second_factor=False)


@pytest.fixture
def filed(people: Cast) -> Callable[..., Case]:
    """A case of this merchant, filed so many days ago (by the real clock, as pages read it)."""

    def make(days_ago: float = 1, **options: object) -> Case:
        return file_case(people, now=timezone.now() - days_ago * DAY, **options)[0]

    return make


@pytest.fixture(autouse=True)
def _in_chinese(client: Client) -> None:
    """Pages are read in Chinese."""
    client.cookies["hejie_language"] = "zh-hans"


__all__ = ["START"]
