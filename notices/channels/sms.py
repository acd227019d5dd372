"""Text messages. The provider is a class named in `SMS_PROVIDER`; without one the channel is off.

Log-in codes of `accounts` use the same class:
`import_string(settings.SMS_PROVIDER)().send(phone, text, template="code", parameters={"code": "123456"})`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from notices.channels.message import Message


class SmsProvider(Protocol):
    def send(
        self,
        phone: str,
        text: str,
        *,
        template: str = "notice",
        parameters: Mapping[str, str] | None = None,
        key: str = "",
    ) -> str:
        """Send and return the provider's id. `template` and `parameters` serve providers that allow no free text."""


def configured() -> bool:
    """Is there a provider at all?"""
    return bool(settings.SMS_PROVIDER)


def provider() -> SmsProvider:
    """The configured provider. Raises ImportError when SMS_PROVIDER names none."""
    return import_string(settings.SMS_PROVIDER)()


def send(message: Message) -> str:
    """One notice as a text message."""
    parameters = {"number": str(message.context.get("number", "")), "what": message.subject}
    return provider().send(message.to, message.body, template=message.template, parameters=parameters, key=message.key)
