"""By which channel a person is told, and by which next when that one fails. Pure."""

from __future__ import annotations

from collections.abc import Container

from notices.models import Channel
from notices.recipients import Recipient

# Nearest to the person first. After the last rung the failure is on an officer's list: a letter or a call.
LADDER = (Channel.WECHAT, Channel.SMS, Channel.EMAIL)


def rung(recipient: Recipient, usable: Container[Channel], after: Channel | None = None) -> Channel | None:
    """The first channel below `after` that is usable and has an address; None when the ladder ends."""
    below = LADDER[LADDER.index(after) + 1 :] if after else LADDER
    return next((channel for channel in below if channel in usable and recipient.address(channel)), None)
