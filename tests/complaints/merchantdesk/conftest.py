"""A merchant's agent at the desk, on a Wednesday in June: no rest day moves the end of a period."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from complaints.models import Case
from tests.factories import START, Cast, cast, file_case
from tests.people import log_in

DAY = timedelta(days=1)
WEDNESDAY = datetime(2026, 6, 10, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_the_middle_of_a_week() -> Iterator[None]:
    with time_machine.travel(WEDNESDAY):
        yield


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
    """A case of this merchant, filed so many days ago (by the clock that pages read)."""

    def make(days_ago: float = 1, **options: object) -> Case:
        return file_case(people, now=timezone.now() - days_ago * DAY, **options)[0]

    return make


@pytest.fixture(autouse=True)
def _in_chinese(client: Client) -> None:
    """Pages are read in Chinese."""
    client.cookies["hejie_language"] = "zh-hans"


__all__ = ["START"]
