"""What an operator must know, each as one finding: good or bad, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import redis
from django.conf import settings
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from complaints.clocks.calendar import local_day
from complaints.clocks.queries import calendar_health, deadlines_of, missing_rules
from complaints.models import Clock, Event, LogRoot
from config.health.packages import last_audit
from merchants.importing import gram_index
from notices.models import Delivery, DeliveryStatus, Outbox
from notices.queries import failed

LATE = timedelta(minutes=5)  # beat starts a sweep every minute
SLOW_NOTICE = timedelta(minutes=10)
COUNTED = 1000  # nobody needs to know how many more


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the page. `remedy` says what to do about it, and is empty when all is well."""

    name: str
    good: bool
    value: str
    remedy: str = ""


def database_answers() -> bool:
    """Whether the database answers and has this release's schema."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError:
        return False


def broker_answers() -> bool:
    """Whether Valkey answers; pages are served without it."""
    try:
        redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2).ping()
    except (redis.RedisError, OSError):
        return False
    return True


def findings(now: datetime) -> list[Finding]:
    """Everything that is looked at, in the order of the page."""
    return [finding for check in CHECKS for finding in check(now)]


def _database(_now: datetime) -> list[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), pg_size_pretty(pg_database_size(current_database()))")
        version, size = cursor.fetchone()
    current = database_answers()
    value = _("PostgreSQL %(version)s, %(size)s") % {"version": version, "size": size}
    return [Finding(_("Database"), current, value, "" if current else _("Its schema is old: manage.py migrate"))]


def _broker(_now: datetime) -> list[Finding]:
    good = broker_answers()
    remedy = _("Start Valkey. Pages work meanwhile; sweeps, notices and codes wait.")
    return [Finding(_("Broker"), good, _("answers") if good else _("does not answer"), "" if good else remedy)]


def _sweep(now: datetime) -> list[Finding]:
    due = Clock.objects.filter(due__lte=now, fired_at=None, stopped_at=None, paused_at=None, error="")
    oldest = due.order_by("due", "id").values_list("due", flat=True).first()
    lag = now - oldest if oldest else timedelta()
    good = lag <= LATE
    minutes = int(lag.total_seconds() // 60)
    value = ngettext("%(n)d minute behind", "%(n)d minutes behind", minutes) % {"n": minutes}
    remedy = _("Are worker and beat running? manage.py sweep_clocks fires what is due now.")
    return [Finding(_("Clocks that have run out"), good, value, "" if good else remedy)]


def _failed_clocks(_now: datetime) -> list[Finding]:
    stuck = Clock.objects.exclude(error="").filter(fired_at=None, stopped_at=None)
    count = stuck.count()
    numbers = list(stuck.order_by("due").values_list("case__number", flat=True)[:5])
    remedy = _("They are tried again every ten minutes; the log names the fault. Cases: %(cases)s")
    remedy = remedy % {"cases": ", ".join(numbers)} if count else ""
    return [Finding(_("Clocks that could not act"), not count, str(count), remedy)]


def _notices(now: datetime) -> list[Finding]:
    lost = len(failed().values_list("pk")[:COUNTED])
    late = Outbox.objects.filter(addressed_at=None, failed_reason="", not_before__lt=now - SLOW_NOTICE)
    unsent = Delivery.objects.filter(status=DeliveryStatus.WAITING, next_try_at__lt=now - SLOW_NOTICE)
    waiting = len(late.values_list("pk")[:COUNTED]) + len(unsent.values_list("pk")[:COUNTED])
    tell = _("Officers have them under “Undelivered”: try again, another channel, a letter or a call.")
    start = _("Is the worker running? Is the provider of e-mail or text messages down?")
    return [
        Finding(_("Notices that reached nobody"), not lost, _capped(lost), tell if lost else ""),
        Finding(_("Notices waiting for over ten minutes"), not waiting, _capped(waiting), start if waiting else ""),
    ]


def _capped(count: int) -> str:
    return f"{COUNTED:,}+" if count >= COUNTED else str(count)


def _calendar(now: datetime) -> list[Finding]:
    # only this year's gap is a fault: next year's notice comes out in November
    return [
        Finding(_("Holidays"), not year.provisional or year.year > local_day(now).year, year.sentence,
                _remedy_of(year.year) if year.provisional else "")
        for year in calendar_health(now)
    ]  # fmt: skip


def _rules(now: datetime) -> list[Finding]:
    missing = missing_rules(now)
    remedy = _("Add them in the admin (rule sets), or run manage.py load_reference. Missing: %(rules)s")
    remedy = remedy % {"rules": ", ".join(missing[:5])} if missing else ""
    return [Finding(_("Rules that a rule set in force lacks"), not missing, str(len(missing)), remedy)]


def _remedy_of(year: int) -> str:
    count = deadlines_of(year)
    sentence = ngettext(
        "Type the State Council's notice into the calendar when it comes out: %(n)d running deadline ends in that year"
        " and is then corrected (manage.py correct_deadlines does it too).",
        "Type the State Council's notice into the calendar when it comes out: %(n)d running deadlines end in that year"
        " and are then corrected (manage.py correct_deadlines does it too).",
        count,
    )
    return sentence % {"n": count}


def _directory(_now: datetime) -> list[Finding]:
    present = gram_index.present()
    busy = not present and gram_index.under_way()
    value = _("in place") if present else _("an import is under way") if busy else _("not built")
    remedy = "" if present or busy else _("A killed import left it out; beat builds it, manage.py migrate at once.")
    return [Finding(_("Index of merchants' names"), present or busy, value, remedy)]


def _roots(now: datetime) -> list[Finding]:
    first = Event.objects.order_by("pk").values_list("at", flat=True).first()
    last = LogRoot.objects.order_by("-day").values_list("day", flat=True).first()
    yesterday = local_day(now) - timedelta(days=1)
    begin = last or (local_day(first) - timedelta(days=1) if first else yesterday)
    missing = max((yesterday - begin).days, 0)
    remedy = _("Beat publishes them after midnight, also those missed; is it running?")
    value = ngettext("%(n)d day without a root", "%(n)d days without a root", missing) % {"n": missing}
    return [Finding(_("Daily roots of the log"), not missing, value, remedy if missing else "")]


def _packages(now: datetime) -> list[Finding]:
    name, audit = _("Packages"), last_audit()
    look = _("Let a timer run ./dev audit once a week (docs/operations.md).")
    if audit is None:  # on one machine with the demo nobody has to
        return [Finding(name, not settings.PRODUCTION, _("not looked at yet"), look if settings.PRODUCTION else "")]
    late, old, stale = audit.overdue(now), audit.is_old(now), audit.wants_update(now)
    value = _("no known weakness")
    if audit.known:
        names = ", ".join(sorted({each.package for each in audit.known}))
        value = ngettext("%(n)d known weakness: %(names)s", "%(n)d known weaknesses: %(names)s", len(audit.known))
        value = value % {"n": len(audit.known), "names": names}
    remedy = ""
    if late:
        remedy = _("Known for over a week: install the release that mends it.")
    elif old:
        remedy = look
    elif stale:
        remedy = _("The packages have been the same for over a quarter: uv lock --upgrade, run the tests, release.")
    return [Finding(name, not remedy, value, remedy)]


CHECKS: tuple[Callable[[datetime], list[Finding]], ...] = (
    _database,
    _broker,
    _sweep,
    _failed_clocks,
    _notices,
    _calendar,
    _rules,
    _directory,
    _roots,
    _packages,
)
