"""Put notices into the outbox, in the transaction of what they tell."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction

_INSERT = """
INSERT INTO notices_outbox (case_id, event_seq, template, audience, context, idempotency_key, not_before,
                            created_at, attempts, failed_reason)
SELECT case_id, event_seq, template, audience, context, idempotency_key, coalesce(not_before, %(now)s), %(now)s, 0, ''
  FROM unnest(%(case_id)s::bigint[], %(event_seq)s::int[], %(template)s::text[], %(audience)s::text[],
              %(context)s::jsonb[], %(idempotency_key)s::text[], %(not_before)s::timestamptz[])
    AS t (case_id, event_seq, template, audience, context, idempotency_key, not_before)
ON CONFLICT (idempotency_key) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One notice. `audience` is one of models.outbox.AUDIENCES or `user:ID`; `context` holds no personal data.

    `idempotency_key` says what is told to whom once and only once, for example `case:17:4:offer.made:consumer`.
    """

    template: str
    audience: str
    idempotency_key: str
    case_id: int | None = None
    event_seq: int | None = None
    context: Mapping[str, object] = field(default_factory=dict)
    not_before: datetime | None = None


def enqueue(rows: Sequence[OutboxRow], *, now: datetime) -> int:
    """Insert the notices in one statement; a key already there is left alone. Returns how many are new.

    Raises TransactionManagementError outside a transaction: a notice must not outlive an act that was rolled back.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("notices are enqueued inside the transaction of what they tell")
    if not rows:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            {
                "now": now,
                "case_id": [row.case_id for row in rows],
                "event_seq": [row.event_seq for row in rows],
                "template": [row.template for row in rows],
                "audience": [row.audience for row in rows],
                "context": [json.dumps(row.context, ensure_ascii=False, default=str) for row in rows],
                "idempotency_key": [row.idempotency_key for row in rows],
                "not_before": [row.not_before for row in rows],
            },
        )
        return cursor.rowcount
