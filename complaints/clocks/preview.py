"""Which running deadlines a change of the calendar touches, for the administrator who makes it."""

from __future__ import annotations

from datetime import datetime, timedelta

from complaints.clocks.calendar import Holidays, Unit, end_of
from complaints.clocks.correction import Running, changed_days, moved
from complaints.models import Clock


def touched(before: Holidays, after: Holidays, now: datetime) -> list[tuple[Running, datetime]]:
    """Running deadlines that `after` would end at another moment than `before`, with that moment: one query."""
    days = changed_days(before, after)
    if not days:
        return []
    from_then = max(now, end_of(min(days) - timedelta(days=1)))
    rows = Clock.objects.filter(
        fired_at=None, stopped_at=None, paused_at=None, due__gt=from_then, value__isnull=False
    ).values_list("id", "started_at", "due", "value", "unit")
    return list(
        moved((Running(*row[:4], Unit(row[4] or Unit.CALENDAR)) for row in rows.iterator()), before, after, now)
    )
