"""Are the settings, the database and the broker what the platform needs? One line for each thing that is not."""

from datetime import datetime

import redis
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError, connection
from django.utils import timezone

from complaints.clocks.calendar import local_day
from complaints.clocks.queries import load_rule_sets, missing_rules
from complaints.clocks.rules import NoRuleSet, choose


def problems() -> list[str]:
    """What is wrong, each as one sentence that says how to mend it; empty when all is well."""
    found = []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            version = int(cursor.fetchone()[0])
            if version < 150000:
                found.append(
                    f"PostgreSQL {version // 10000} is too old: DATABASE_URL must name a server of 15 or later"
                )
            cursor.execute("SELECT getdatabaseencoding()")
            if cursor.fetchone()[0] != "UTF8":
                found.append("the database is not UTF-8: create it with ENCODING 'UTF8' LOCALE 'C.UTF-8'")
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute("SELECT show_trgm('中文') = '{}'")
            if cursor.fetchone()[0]:
                found.append("the database's locale knows no Chinese letters: create it with LOCALE 'C.UTF-8' (not C)")
    except OperationalError as error:
        found.append(f"the database does not answer (DATABASE_URL): {str(error).strip().splitlines()[0]}")
    try:
        redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=3).ping()
    except (redis.RedisError, ValueError) as error:
        found.append(f"the broker does not answer (REDIS_URL): {error}")
    return found


def rule_problems(now: datetime) -> list[str]:
    """What is wrong with the rules of today: no deadline or threshold has a value in code to fall back to."""
    remedy = "manage.py load_reference adds what is missing, or add it in the admin"
    try:
        choose(load_rule_sets(), (), local_day(now))
        return [f"the rule set in force lacks a rule: {missing}; {remedy}" for missing in missing_rules(now)]
    except NoRuleSet as problem:
        return [f"{problem}; {remedy}"]
    except ProgrammingError:
        return ["the database has not this release's schema: manage.py migrate"]


class Command(BaseCommand):
    help = "Check settings, database, broker and the rules in force; exit 1 with one line for each problem."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--servers", action="store_true", help="not the rules: before the schema and reference data are brought up"
        )

    def handle(self, *args: object, **options: object) -> None:
        found = problems()
        if not found and not options["servers"]:
            found = rule_problems(timezone.now())
        if found:
            raise CommandError("\n".join(found))
        self.stderr.write("settings, database and broker are as they should be")
