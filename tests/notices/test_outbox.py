"""Notices are rows of the transaction that made them true."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from notices.models import Outbox
from notices.outbox import OutboxRow, enqueue

NOW = datetime(2026, 3, 15, 4, 0, tzinfo=UTC)


def row(key: str = "case:1:1:offer.made:consumer", **fields: object) -> OutboxRow:
    return OutboxRow(
        **{"template": "offer.made", "audience": "consumer", "idempotency_key": key, "case_id": 1} | fields
    )


def test_outside_a_transaction_nothing_is_enqueued(committed: str) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        enqueue([row()], now=NOW)


@pytest.mark.django_db
def test_rows_arrive_whole() -> None:
    later = NOW + timedelta(days=2)
    rows = [
        row("a", context={"number": "421", "promise": "轮到商家"}, event_seq=4),
        row("b", not_before=later, case_id=None),
    ]
    assert enqueue(rows, now=NOW) == 2
    first, second = Outbox.objects.order_by("idempotency_key")
    assert (first.case_id, first.event_seq, first.context) == (1, 4, {"number": "421", "promise": "轮到商家"})
    assert (first.created_at, first.not_before, first.addressed_at, first.failed_reason) == (NOW, NOW, None, "")
    assert (second.case_id, second.event_seq, second.not_before) == (None, None, later)


@pytest.mark.django_db
def test_the_same_notice_is_told_once() -> None:
    assert enqueue([row()], now=NOW) == 1
    assert enqueue([row(), row("other")], now=NOW) == 1
    assert enqueue([], now=NOW) == 0
    assert Outbox.objects.count() == 2


@pytest.mark.django_db
def test_an_unknown_audience_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="outbox_audience_known"):
        enqueue([row(audience="press")], now=NOW)


@pytest.mark.django_db
def test_a_person_may_be_named_by_id() -> None:
    assert enqueue([row(audience="user:42")], now=NOW) == 1
