"""Fire the clocks that have run out, once, from the command line."""

from datetime import datetime

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from complaints.clocks.calendar import SHANGHAI
from complaints.clocks.sweep import sweep


class Command(BaseCommand):
    help = "Move every case whose clock has run out. Exit 1 when a case could not be moved (see the health page)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", help="act as if it were this moment (ISO 8601; without an offset, Shanghai time)")

    def handle(self, *args: object, **options: str | None) -> None:
        now = timezone.now()
        if options["now"]:
            try:
                now = datetime.fromisoformat(options["now"])
            except ValueError:
                raise CommandError(f"--now {options['now']!r} is not a moment, for example 2026-10-09T00:00") from None
            now = now if now.tzinfo else now.replace(tzinfo=SHANGHAI)
        done = sweep(now)
        self.stdout.write(f"{done.fired} fired, {done.failed} put aside")
        if done.failed:
            raise CommandError(f"{done.failed} clocks could not act: see the health page")
