"""Closed cases whose time is over lose what names people, as beat does every night; --dry-run only tells."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from complaints.retention.actions import MOST_AT_ONCE, coming, dispose_of_due
from merchants.importing.keeping import dispose_of_files


class Command(BaseCommand):
    help = "Dispose of what names people in closed cases whose time is over. --dry-run: say which, and what holds them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only tell")
        parser.add_argument("--at", type=datetime.fromisoformat, help="with --dry-run: as of this moment, with offset")
        parser.add_argument("--limit", type=int, default=MOST_AT_ONCE, help="complaints in one run")

    def handle(self, *args: object, **options: Any) -> None:
        at = options["at"]
        if at is not None and (not options["dry_run"] or at.tzinfo is None):
            raise CommandError("--at goes with --dry-run and names its offset: 2030-01-01T00:00+08:00")
        now = at or timezone.now()
        if not options["dry_run"]:
            self.stdout.write(f"files of {dispose_of_files(now=now)} imports deleted")
            self.stdout.write(f"{dispose_of_due(now=now, limit=options['limit'])} complaints disposed of")
            return
        found = coming(now=now, limit=options["limit"])
        for each in found:
            rule = each.verdict.rule
            words = ", ".join(each.verdict.holds) or "due"
            assert rule is not None
            assert each.verdict.ends is not None
            self.stdout.write(
                f"complaint {each.complaint_id}: {rule.name}, over since {each.verdict.ends:%Y-%m-%d}: {words}"
            )
        held = Counter(hold for each in found for hold in each.verdict.holds)
        due = sum(each.verdict.is_due(now) for each in found)
        self.stdout.write(f"{due} due, {len(found) - due} on hold {dict(held) or ''}".rstrip())
