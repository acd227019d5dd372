"""Who may do which step of a reset, and when. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

#: Between the second administrator's word and the link, so that whoever is robbed of an account can stop it.
COOLS = dt.timedelta(hours=24)
#: A reset that nobody confirms, and a link that nobody uses, end after this.
CONFIRM_WITHIN = dt.timedelta(days=7)
LINK_LASTS = dt.timedelta(days=3)


@dataclass(frozen=True)
class ResetFacts:
    """What the rules need to know of one reset."""

    user_id: int
    opened_by: int
    opened_at: dt.datetime
    confirmed_at: dt.datetime | None
    effective_at: dt.datetime | None
    link_sent_at: dt.datetime | None
    ended: bool


def why_not_open(*, user_id: int, by: int, has_factor: bool) -> str:
    """`""`, `oneself` or `no_factor`."""
    if user_id == by:
        return "oneself"
    return "" if has_factor else "no_factor"


def why_not_confirm(reset: ResetFacts, *, by: int, now: dt.datetime) -> str:
    """`""`, `ended`, `same_person`, `oneself`, `confirmed` or `too_late`."""
    if reset.ended:
        return "ended"
    if by == reset.user_id:
        return "oneself"
    if by == reset.opened_by:
        return "same_person"
    if reset.confirmed_at is not None:
        return "confirmed"
    return "too_late" if now >= reset.opened_at + CONFIRM_WITHIN else ""


def why_not_use(reset: ResetFacts, *, now: dt.datetime) -> str:
    """`""`, `ended`, `unconfirmed`, `too_early` or `too_late`."""
    if reset.ended:
        return "ended"
    if reset.effective_at is None:
        return "unconfirmed"
    if now < reset.effective_at:
        return "too_early"
    return "too_late" if reset.link_sent_at is not None and now >= reset.link_sent_at + LINK_LASTS else ""


def is_stale(reset: ResetFacts, *, now: dt.datetime) -> bool:
    """Nobody confirmed it, or nobody used its link, in time."""
    if reset.ended:
        return False
    if reset.confirmed_at is None:
        return now >= reset.opened_at + CONFIRM_WITHIN
    return reset.link_sent_at is not None and now >= reset.link_sent_at + LINK_LASTS
