"""E-mail by Django's backend (`EMAIL_URL`)."""

from __future__ import annotations

import hashlib
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage

from notices.channels.message import Message, NotDelivered


def configured() -> bool:
    return True


def send(message: Message) -> str:
    """One notice as plain text. The Message-ID comes from the key, so that a second copy is known as one."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    message_id = f"<{hashlib.sha256(message.key.encode()).hexdigest()[:32]}@{domain}>"
    headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated"}
    if settings.BOUNCE_ADDRESS:  # the envelope's sender: there it comes back when nobody can be reached
        headers["From"] = settings.DEFAULT_FROM_EMAIL
    mail = EmailMessage(
        message.subject, message.body, settings.BOUNCE_ADDRESS or None, to=[message.to], headers=headers
    )
    try:
        mail.send()
    except SMTPRecipientsRefused as error:
        raise NotDelivered("the mail server refuses this address", permanent=True) from error
    except (SMTPException, OSError) as error:
        raise NotDelivered(f"mail server: {type(error).__name__}") from error
    return message_id
