"""Move running deadlines to where the published calendar puts them, from the command line."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from complaints.clocks.calendar import SHANGHAI
from complaints.clocks.correcting import correct_deadlines, misplaced


class Command(BaseCommand):
    help = "Correct every running deadline that the calendar of today ends elsewhere. Exit 1 when a case could not be."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, help="only deadlines that end in this year, before or after")
        parser.add_argument("--dry-run", action="store_true", help="say which would move, and move none")

    def handle(self, *args: object, **options: Any) -> None:
        now, year = timezone.now(), options["year"]
        if options["dry_run"]:
            found = list(misplaced(now, year=year))
            for clock in found:
                was, end = (f"{at.astimezone(SHANGHAI):%Y-%m-%dT%H:%M}" for at in (clock.due, clock.end))
                self.stdout.write(f"{clock.number} {clock.kind} {was} -> {end}")
            self.stdout.write(f"{len(found)} deadlines of {len({c.case_id for c in found})} cases would move")
            return
        done = correct_deadlines(now, year=year)
        self.stdout.write(f"{done.cases} cases corrected, {done.failed} not; {done.elsewhere} times for objections")
        if done.failed:
            raise CommandError(f"{done.failed} cases could not be corrected: the log names the fault")
