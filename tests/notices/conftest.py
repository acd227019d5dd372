"""People to be told, and a notice for them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction

from accounts.models import User
from notices.models import Outbox
from notices.outbox import OutboxRow, enqueue
from notices.recipients import Recipient
from tests.notices import audience

NOW = datetime(2026, 3, 15, 4, 0, tzinfo=UTC)
CONTEXT = {
    "number": "42010620260302000421",
    "url": "https://hejie.example/c/1",
    "due": "2026-03-20T16:00:00+00:00",
    "holder": "consumer",
    "task": "answer the offer",
    "then": "without an answer it goes to offline mediation by itself",
}


@pytest.fixture
def people(settings) -> Iterator[dict]:
    settings.SWITCHBOARD = "tests.notices.audience"
    audience.PEOPLE.clear()
    yield audience.PEOPLE
    audience.PEOPLE.clear()


@pytest.fixture
def wang(db: None) -> User:
    return User.objects.create_user(email="wang@example.com", display_name="王女士")


@pytest.fixture
def tell(people: dict) -> Callable[..., Outbox]:
    """Enqueue one notice, by default a question to the consumer of case 1."""

    def tell(*to: Recipient, template: str = "evaluate", audience: str = "consumer", key: str = "k") -> Outbox:
        if to:
            people[1, audience] = list(to)
        with transaction.atomic():
            enqueue([OutboxRow(template, audience, key, case_id=1, context=CONTEXT)], now=NOW)
        return Outbox.objects.get(idempotency_key=key)

    return tell
