"""Whoever copies all pages is slowed down: as a stranger by address and network, else by person; the house is not."""

import pytest
import structlog
from django.test import Client

from accounts.limits import Limited
from accounts.reading import ReadingLimitMiddleware
from tests.people import log_in, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def few(settings) -> None:
    settings.LIMITS = {
        **settings.LIMITS, "reading.person": "2/3600", "reading.address": "2/3600", "reading.network": "3/3600",
    }  # fmt: skip


def test_strangers_by_address_and_network(few: None, client: Client) -> None:
    assert [client.get("/published/").status_code for _ in range(3)] == [200, 200, 429]
    neighbour, other = Client(REMOTE_ADDR="127.0.0.9"), Client(REMOTE_ADDR="203.0.113.9")
    assert [neighbour.get("/merchants/").status_code for _ in range(2)] == [200, 429]
    response = other.get("/merchants/")
    assert response.status_code == 200
    assert client.get("/published/")["Retry-After"].isdigit()


def test_people_by_person_wherever_they_are(few: None) -> None:
    user = person()
    here, there = (log_in(Client(REMOTE_ADDR=address), user) for address in ("127.0.0.1", "203.0.113.9"))
    assert [client.get("/me/").status_code for client in (here, there, here)] == [200, 200, 429]
    assert log_in(Client(), person()).get("/me/").status_code == 200
    assert here.post("/logout/").status_code == 302


def test_kept_pages_count_too_and_the_probe_does_not(few: None, client: Client) -> None:
    with structlog.testing.capture_logs() as lines:
        assert [client.get("/published/").status_code for _ in range(4)] == [200, 200, 429, 429]
    assert [line["scope"] for line in lines if line["event"] == "limit_reached"] == ["reading.address"]
    assert client.get("/health/live").status_code == 200


def test_the_next_minute_counts_anew(settings) -> None:
    settings.LIMITS = {**settings.LIMITS, "reading.address": "1/60"}
    reading = ReadingLimitMiddleware(lambda _request: None)  # type: ignore[arg-type,return-value]
    reading.count("reading.address", "a", 119)
    with pytest.raises(Limited) as refused:
        reading.count("reading.address", "a", 119)
    assert refused.value.retry_after == 1
    reading.count("reading.address", "a", 120)
