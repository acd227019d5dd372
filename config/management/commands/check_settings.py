"""Are the settings, the database and the broker what the platform needs? One line for each thing that is not."""

import redis
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection


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


class Command(BaseCommand):
    help = "Check settings, database and broker; exit 1 with one line for each problem."

    def handle(self, *args: object, **options: object) -> None:
        found = problems()
        if found:
            raise CommandError("\n".join(found))
        self.stderr.write("settings, database and broker are as they should be")
