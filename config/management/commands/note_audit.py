"""Keeps what pip-audit found, for the health page; `./dev audit` calls it."""

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.health.packages import MEND_WITHIN, audited, keep, last_audit


class Command(BaseCommand):
    help = "Read pip-audit's JSON from standard input and keep it. Exit 1 when a weakness is known."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        now = timezone.now()
        try:
            lock = (Path(settings.BASE_DIR) / "uv.lock").read_bytes()
            audit = audited(json.load(sys.stdin), lock, last_audit(), now)
        except (json.JSONDecodeError, KeyError, TypeError):
            raise CommandError("no report of pip-audit came in: is the network open?", returncode=2) from None
        keep(audit)
        for each in audit.known:
            left = (datetime.fromisoformat(each.since) + MEND_WITHIN - now) // timedelta(days=1)
            fixed = ", ".join(each.fixed_in) or "no release yet"
            self.stdout.write(f"{each.package} {each.version}: {each.advisory}, mended in {fixed}; {left} days left")
        if audit.known:
            raise CommandError(f"{len(audit.known)} known weaknesses")
        self.stderr.write("no known weakness in the locked packages")
