"""Instead of a provider: messages are kept as rows and shown on /demo/messages/. Never used in production."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from notices.models import Channel, RecordedMessage


class RecordedSms:
    """A text-message provider that only remembers."""

    def send(
        self,
        phone: str,
        text: str,
        *,
        template: str = "notice",
        parameters: Mapping[str, str] | None = None,
        key: str = "",
    ) -> str:
        row = RecordedMessage.objects.create(channel=Channel.SMS, address=phone, body=text)
        return f"recorded-{row.pk}"


class RecordedEmail(BaseEmailBackend):
    """A mail backend that only remembers."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        RecordedMessage.objects.bulk_create(
            [
                RecordedMessage(channel=Channel.EMAIL, address=to, subject=str(mail.subject), body=str(mail.body))
                for mail in email_messages
                for to in mail.recipients()
            ]
        )
        return len(email_messages)
