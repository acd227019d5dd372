"""PostgreSQL. Connections are kept: a new one per request costs two thirds of the throughput (MEASURED 1)."""

import sys
from urllib.parse import unquote

from django.core.exceptions import ImproperlyConfigured

from .environment import PLACE, env, whole_number

# Jobs may take long, people may not wait: docs/settings.md has both figures.
_JOB = any(word in " ".join(sys.argv) for word in ("celery", "manage.py", "pytest", "benchmarks"))
STATEMENT_TIMEOUT_MS = whole_number("STATEMENT_TIMEOUT_MS", 300_000 if _JOB else 10_000)
LOCK_TIMEOUT_MS = whole_number("LOCK_TIMEOUT_MS", 150_000 if _JOB else 5_000)

# Hot queries are planned once a connection (accounts/prepared.py); not behind a pool that hands connections around.
PREPARED_STATEMENTS = env.bool("PREPARED_STATEMENTS", True)

DATABASES = {"default": env.db_url("DATABASE_URL", PLACE.database_url)}
if not DATABASES["default"].get("NAME") or "HOST" not in DATABASES["default"]:
    raise ImproperlyConfigured(
        "DATABASE_URL is no address of a database: postgres://user:password@host:5432/name (docs/settings.md)"
    )
DATABASES["default"].update(
    HOST=unquote(DATABASES["default"]["HOST"]),  # a socket folder arrives as %2Fvar%2F…
    CONN_MAX_AGE=None,
    CONN_HEALTH_CHECKS=True,
    ATOMIC_REQUESTS=False,
    OPTIONS={
        **DATABASES["default"].get("OPTIONS", {}),
        "application_name": "hejie",
        "options": f"-c statement_timeout={STATEMENT_TIMEOUT_MS} -c lock_timeout={LOCK_TIMEOUT_MS} -c timezone=UTC"
        # prepared queries are written for any value; triggers too are planned once
        " -c plan_cache_mode=force_generic_plan",
    },
)
