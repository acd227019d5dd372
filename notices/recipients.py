"""Whom an audience is made of, asked when a notice is addressed and again when it is sent (STYLE 19)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.masking import mask_email, mask_phone
from accounts.models import User
from accounts.switchboard import fact
from notices.models import Channel, Outbox

_MASKS = {Channel.EMAIL: mask_email, Channel.SMS: mask_phone, Channel.WECHAT: lambda openid: "****" + openid[-4:]}


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person or, with no `user_id`, one bare address: a merchant who has not joined has no account."""

    user_id: int | None = None
    name_masked: str = ""
    email: str = ""
    phone: str = ""
    wechat: str = ""

    def address(self, channel: Channel) -> str:
        """Where this channel finds them; empty when it does not."""
        return {Channel.EMAIL: self.email, Channel.SMS: self.phone, Channel.WECHAT: self.wechat}.get(channel, "")

    def __repr__(self) -> str:
        return f"recipient {self.user_id}"


def masked(channel: Channel, address: str) -> str:
    """The copy of an address that lists show."""
    return _MASKS[channel](address) if address else ""


def of_people(user_ids: Iterable[int]) -> dict[int, Recipient]:
    """People by id, with the addresses of their accounts; those who are gone or locked are left out."""
    users = User.objects.filter(pk__in=set(user_ids), is_active=True).select_related("phone_number")
    phones = {user.pk: user.phone_number.phone for user in users if hasattr(user, "phone_number")}
    return {user.pk: Recipient(user.pk, email=user.email, phone=phones.get(user.pk, "")) for user in users}


def recipients_of(notices: Sequence[Outbox], now: datetime) -> dict[int, list[Recipient]]:
    """Notice id -> people, for a whole batch: `user:ID` is answered here, the rest by the switchboard's fact."""
    named = {row.pk: int(row.audience.removeprefix("user:")) for row in notices if row.audience.startswith("user:")}
    keys = [(row.case_id, row.audience) for row in notices if row.pk not in named]
    by_audience = fact("notices.recipients")(list(dict.fromkeys(keys)), now) if keys else {}
    people = of_people(named.values()) if named else {}
    found = {row.pk: by_audience.get((row.case_id, row.audience), []) for row in notices}
    return found | {pk: [people[user_id]] for pk, user_id in named.items() if user_id in people}
