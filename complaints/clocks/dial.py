"""How a clock is drawn: the share that is left, and the colour in a desk's list. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

DAY = timedelta(days=1)


def share_left(start: datetime, due: datetime, now: datetime) -> int:
    """Percent of the period that is left, 1 to 100, for a ring or bar; overdue is 100, drawn in red."""
    if now >= due or due <= start:
        return 100
    return max(1, min(100, round(100 * (due - now) / (due - start))))


def turn_by_time(due: datetime, now: datetime) -> str:
    """data-turn of a clock in the list of whoever must act: a day or less late, two days or less you, else them."""
    left = due - now
    if left <= DAY:
        return "late"
    return "you" if left <= 2 * DAY else "them"
