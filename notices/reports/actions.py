"""A message that a provider took and could not deliver after all: from then on it has failed like any other."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import IntegrityError, transaction

from accounts.actors import Actor
from notices.delivering import give_up
from notices.models import Channel, Delivery, DeliveryReport, DeliveryStatus
from notices.recipients import Recipient, recipients_of
from notices.reports.entries import Report

SKEW = timedelta(minutes=5)
"""Clocks of providers may go wrong by so much; a report older than that is about an earlier sending."""


class Taken(StrEnum):
    """What came of a report."""

    FAILED = "failed"  # the delivery has failed; the next rung of the ladder or the desk has it
    DELIVERED = "delivered"  # good news changes nothing
    KNOWN = "known"  # the same report again, or the delivery had failed before
    STALE = "stale"  # about a sending before the last
    UNKNOWN = "unknown"  # no notice of ours: a log-in code, or another system's


def take_reports(*, channel: Channel, reports: Sequence[Report], actor: Actor, now: datetime) -> Counter[Taken]:
    """Take a provider's reports, each in a transaction of its own; how many came to what. Safe to run twice."""
    return Counter(take_report(channel=channel, report=report, actor=actor, now=now) for report in reports)


def take_report(*, channel: Channel, report: Report, actor: Actor, now: datetime, digest: str = "") -> Taken:
    """Take one report. `digest` tells the same report from a new one; made of what it says unless it is given."""
    if not report.failed:
        return Taken.DELIVERED
    digest = digest or _digest(channel, report)
    with transaction.atomic():
        rows = Delivery.objects.filter(channel=channel, provider_id=report.provider_id).exclude(provider_id="")
        row = rows.select_for_update(of=("self",)).select_related("outbox").order_by("-pk").first()
        if row is None:
            return Taken.UNKNOWN
        if row.status != DeliveryStatus.SENT or row.sent_at is None:
            return Taken.KNOWN
        if report.at < row.sent_at - SKEW:
            return Taken.STALE
        ledger = DeliveryReport(
            delivery=row, digest=digest, code=report.code, sent_at=row.sent_at, at=report.at, received_at=now
        )
        if not _is_new(ledger):
            return Taken.KNOWN
        _fail(row, report, now)
        return Taken.FAILED


def _is_new(ledger: DeliveryReport) -> bool:
    """Write the ledger's row; False when this very report has been taken before."""
    try:
        with transaction.atomic():
            ledger.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _fail(row: Delivery, report: Report, now: datetime) -> None:
    """As when the last attempt is refused; whoever has left the audience meanwhile is told by no other channel."""
    reason = f"reported undelivered: {report.code or 'no reason given'}"
    people = recipients_of([row.outbox], now)[row.outbox_id]
    channel = Channel(row.channel)
    person = next((each for each in people if _is_whom(row, each, channel)), None)
    row.sent_at = None
    if person is not None:
        give_up(row, person, reason, now)
        return
    row.status, row.failed_reason = DeliveryStatus.FAILED, reason
    row.save(update_fields=["status", "failed_reason", "sent_at"])


def _is_whom(row: Delivery, person: Recipient, channel: Channel) -> bool:
    """Whether the delivery was to this person: by account, or a bare address."""
    if row.user_id is not None or person.user_id is not None:
        return row.user_id == person.user_id
    return person.address(channel) == row.address


def _digest(channel: Channel, report: Report) -> str:
    text = "\0".join((channel, report.provider_id, report.code, report.at.isoformat()))
    return hashlib.sha256(text.encode()).hexdigest()
