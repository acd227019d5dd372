"""What a channel is handed, and how it says that it could not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from accounts.login.channels import CannotSend


@dataclass(frozen=True, slots=True)
class Message:
    """`key` is the same on every attempt: a provider that knows idempotency keys delivers it once."""

    key: str
    to: str = field(repr=False)
    template: str
    subject: str
    body: str
    context: Mapping[str, object] = field(default_factory=dict)


class NotDelivered(CannotSend):
    """The provider refused (`permanent`: another attempt cannot help) or could not be reached."""

    def __init__(self, reason: str, *, permanent: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
