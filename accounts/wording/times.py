"""Instants in words: 还有4天6小时, 6月15日（周一）24:00. Midnight belongs to the day it ends, as the law counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def weekday(day: date) -> str:
    """周一 … 周日."""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return names[day.weekday()]


def month_name(month: int) -> str:
    """Short English month for the English date; the Chinese one uses the number."""
    return ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month - 1]


def day_words(day: date, *, now: datetime, with_weekday: bool = False) -> str:
    """6月15日, with the year only if it is not this one."""
    fields = {"year": day.year, "month": day.month, "day": day.day, "name": month_name(day.month)}
    if day.year == now.astimezone(SHANGHAI).year:
        words = pgettext("date in this year", "%(day)d %(name)s") % fields
    else:
        words = pgettext("date in another year", "%(day)d %(name)s %(year)d") % fields
    if with_weekday:
        words = _("%(date)s (%(weekday)s)") % {"date": words, "weekday": weekday(day)}
    return words


def moment_words(at: datetime, *, now: datetime, with_weekday: bool = False) -> str:
    """6月15日（周一）24:00; midnight is 24:00 of the day before, and today is called today."""
    local = at.astimezone(SHANGHAI)
    day, clock = local.date(), f"{local:%H:%M}"
    if local.time() == time(0):
        day, clock = day - DAY, "24:00"
    today = now.astimezone(SHANGHAI).date()
    words = _("today") if day == today else day_words(day, now=now, with_weekday=with_weekday)
    return pgettext("date and clock", "%(date)s %(clock)s") % {"date": words, "clock": clock}


@dataclass(frozen=True)
class Left:
    """Time left of a clock, ready to be shown."""

    words: str  # 还有4天6小时
    big: str  # 4天, upper line of the ring
    small: str  # 6小时, lower line of the ring
    late: bool


def _parts(span: timedelta) -> tuple[str, str]:
    """The two largest units worth saying, the second may be empty."""
    days, rest = span // DAY, span % DAY
    hours, minutes = rest // HOUR, rest % HOUR // timedelta(minutes=1)
    said_days = ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    said_hours = ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    if days:
        return said_days, said_hours if hours and days < 15 else ""
    if hours:
        return said_hours, ""
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}, ""


def time_left(due: datetime, now: datetime, *, working_days: int | None = None) -> Left:
    """Words for the time between now and due; a working clock says its days, counted by the caller's calendar."""
    if now >= due:
        big, _small = _parts(max(now - due, timedelta(minutes=1)))
        return Left(_("%(span)s overdue") % {"span": big}, big, pgettext("below the ring", "overdue"), late=True)
    if working_days:
        words = ngettext("%(count)d working day left", "%(count)d working days left", working_days)
        small = ngettext("working day", "working days", working_days)
        return Left(words % {"count": working_days}, str(working_days), small, late=False)
    big, small = _parts(max(due - now, timedelta(minutes=1)))
    together = pgettext("days and hours", "%(big)s %(small)s") % {"big": big, "small": small} if small else big
    return Left(_("%(span)s left") % {"span": together}, big, small or pgettext("below the ring", "left"), late=False)


def share_left(start: datetime, due: datetime, now: datetime) -> int:
    """Percent of the period that is left, 0 to 100, for a ring or bar; overdue is 100, drawn in red."""
    if now >= due or due <= start:
        return 100
    return max(1, min(100, round(100 * (due - now) / (due - start))))


def turn_by_time(due: datetime, now: datetime) -> str:
    """Colour of a clock in a desk's list: a day or less is late, two days or less is you, else them."""
    left = due - now
    if left <= DAY:
        return "late"
    return "you" if left <= 2 * DAY else "them"
