"""One module per channel: `send(message) -> provider's id`, or NotDelivered."""

from __future__ import annotations

from notices.channels import email, sms, wechat
from notices.channels.message import Message, NotDelivered
from notices.models import Channel

__all__ = ["Message", "NotDelivered", "send", "usable_channels"]

_MODULES = {Channel.EMAIL: email, Channel.SMS: sms, Channel.WECHAT: wechat}


def usable_channels() -> frozenset[Channel]:
    """The channels this installation has a provider for."""
    return frozenset(channel for channel, module in _MODULES.items() if module.configured())


def send(channel: Channel, message: Message) -> str:
    """Send by this channel and return the provider's id. Raises NotDelivered."""
    return _MODULES[channel].send(message)
