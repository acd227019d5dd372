"""What a report of a provider says, in our own format and in Alibaba Cloud's (SmsReport). Pure.

Ours is `{"id", "status", "at", "code"}`: the provider's id of the message, `delivered` or `failed`, when that was (ISO
8601 with an offset), and a short code of the reason. Alibaba's is `{"biz_id", "success", "report_time", "err_code"}`,
its times without offset those of Shanghai.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

MOST = 500
"""So many reports one call may bring."""
_SHANGHAI = ZoneInfo("Asia/Shanghai")
_CODE = re.compile(r"[^A-Za-z0-9_.:-]+")
_NUMBER = re.compile(r"\d{7,}")  # a code that bears a telephone number is no code
_FAILED = frozenset({"failed", "bounced", "undelivered", "rejected"})
_DELIVERED = frozenset({"delivered", "sent"})


class Malformed(ValueError):
    """The body is no list of reports; the message says what is wrong, without repeating it."""


@dataclass(frozen=True, slots=True)
class Report:
    """One message, reported on. `code` is the reason, free of addresses."""

    provider_id: str
    failed: bool
    at: datetime
    code: str


def reports_of(body: object) -> list[Report]:
    """The reports of a body: a list, one object, or an object with the list as `reports`. Raises Malformed."""
    inner = body.get("reports", body) if isinstance(body, Mapping) else body
    entries = inner if isinstance(inner, list) else [inner]
    if len(entries) > MOST:
        raise Malformed(f"more than {MOST} reports")
    return [_report(entry) for entry in entries]


def _report(entry: object) -> Report:
    if not isinstance(entry, Mapping):
        raise Malformed("a report is an object")
    if "biz_id" in entry:
        success = entry.get("success")
        if not isinstance(success, bool):
            raise Malformed("success is true or false")
        return Report(_id(entry["biz_id"]), not success, _at(entry.get("report_time")), code_of(entry.get("err_code")))
    status = str(entry.get("status", "")).lower()
    if status not in _FAILED | _DELIVERED:
        raise Malformed("status is delivered or failed")
    return Report(_id(entry.get("id")), status in _FAILED, _at(entry.get("at")), code_of(entry.get("code")))


def _id(value: object) -> str:
    if not isinstance(value, str) or not 1 <= len(value) <= 120 or not value.isprintable():
        raise Malformed("id is a text of at most 120 signs")
    return value


def _at(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value))
        return (moment if moment.tzinfo else moment.replace(tzinfo=_SHANGHAI)).astimezone(ZoneInfo("UTC"))
    except (ValueError, OverflowError):
        raise Malformed("at is a moment, 2026-03-15T12:00:00+08:00") from None


def code_of(value: object) -> str:
    """A reason shortened to a code that can hold no address and no telephone number."""
    text = _CODE.sub("-", str(value or ""))[:60].strip("-")
    return _NUMBER.sub("-", text)
