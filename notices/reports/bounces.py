"""What a bounced e-mail says: delivery status notifications (RFC 3464, 3462), read with Python's own package. Pure."""

from __future__ import annotations

import email
import email.policy
import hashlib
import re
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from notices.reports.entries import Report, code_of

LARGEST = 1024 * 1024
"""Octets of a message that are read: a server that returns the whole letter returns ours, which is short."""
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,118}>")


def bounce_of(raw: bytes, now: datetime) -> Report | None:
    """The report of one message; None when it is no delivery status notification, or names no letter.

    Only `Action: failed` is a failure; delayed, relayed, expanded and delivered ones are not. `now` stands in for a
    message without a readable date.
    """
    message = email.message_from_bytes(raw[:LARGEST], policy=email.policy.default)
    if message.get_content_type() != "multipart/report" or not message.is_multipart():
        return None
    statuses = [block for part in message.iter_parts() for block in _blocks(part)]
    told = [(str(block.get("Action", "")).strip().lower(), block) for block in statuses if block.get("Action")]
    original = next(filter(None, map(_original_id, message.iter_parts())), "")
    if not told or not original:
        return None
    failure = next((block for action, block in told if action == "failed"), None)
    code = _STATUS.search(str(failure.get("Status", ""))) if failure is not None else None
    return Report(original, failure is not None, _date(message, now), code_of(code.group() if code else "no status"))


def digest_of(raw: bytes) -> str:
    """The same message read twice is one report."""
    return hashlib.sha256(raw).hexdigest()


def _blocks(part: object) -> list[EmailMessage]:
    """Of a message/delivery-status part: the message's own fields, then those of each recipient."""
    if not isinstance(part, EmailMessage) or part.get_content_type() != "message/delivery-status":
        return []
    payload = part.get_payload()
    return [block for block in payload if isinstance(block, EmailMessage)] if isinstance(payload, list) else []


def _original_id(part: object) -> str:
    """The Message-ID of the letter that came back, whole or with its header only."""
    if not isinstance(part, EmailMessage):
        return ""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        inner = part.get_payload()
        letter = inner[0] if isinstance(inner, list) and inner else None
        found = str(letter.get("Message-ID", "")) if isinstance(letter, EmailMessage) else ""
    elif kind in ("text/rfc822-headers", "message/rfc822-headers"):
        payload = part.get_payload(decode=True)
        header = email.message_from_bytes(payload if isinstance(payload, bytes) else b"", policy=email.policy.default)
        found = str(header.get("Message-ID", ""))
    else:
        return ""
    match = _MESSAGE_ID.search(found)
    return match.group() if match else ""


def _date(message: EmailMessage, now: datetime) -> datetime:
    try:
        moment = parsedate_to_datetime(str(message["Date"]))
    except (TypeError, ValueError):
        return now
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
