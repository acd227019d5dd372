"""What people read about notices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from notices.models import Channel, Delivery, NoticePreference, Outbox


def inbox_of(user_id: int) -> QuerySet[Delivery]:
    """A person's messages in the app, newest first."""
    mine = Delivery.objects.filter(user_id=user_id, channel=Channel.IN_APP)
    return mine.select_related("outbox").order_by("-sent_at", "-id")


def unread_count(user_id: int) -> int:
    """How many messages a person has not opened; counting stops at 100."""
    unread = Delivery.objects.filter(user_id=user_id, channel=Channel.IN_APP, read_at=None)
    return len(unread.values_list("pk")[:100])


def deliveries_of_case(case_id: int) -> QuerySet[Delivery]:
    """Everything sent in a case, newest first: `Delivery.address_masked` says where, nothing opens an address."""
    sent = Delivery.objects.filter(outbox__case_id=case_id).defer("address")
    return sent.select_related("outbox").order_by("-id")


def failed(case_ids: Iterable[int] | QuerySet[Any] | None = None) -> QuerySet[Outbox]:
    """Notices that reached nobody, by no rung of the ladder nor otherwise, newest first; of these cases, or of all."""
    rows = Outbox.objects.exclude(failed_reason="").filter(proof=None).order_by("-created_at", "-id")
    return rows if case_ids is None else rows.filter(case_id__in=case_ids)


def wanted_channels(user_id: int) -> list[str]:
    """The channels a person has not refused."""
    refused = set(NoticePreference.objects.filter(user_id=user_id, wanted=False).values_list("channel", flat=True))
    return [channel for channel in (Channel.EMAIL, Channel.SMS, Channel.WECHAT) if channel not in refused]
