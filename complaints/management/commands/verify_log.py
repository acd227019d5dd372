"""Does the log hold? From the database, or from a published file alone."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from complaints.lifecycle.log import verify_database, verify_file


class Command(BaseCommand):
    help = "Re-compute hashes, commitments and daily roots. Exit 1 when something does not come out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="a published day (….json.gz); without it, the database")

    def handle(self, *args: object, **options: Path | None) -> None:
        try:
            found = verify_file(options["file"]) if options["file"] else verify_database()
        except ValueError as error:
            raise CommandError(str(error)) from error
        for fault in found.faults[:100]:
            self.stderr.write(fault)
        self.stdout.write(f"{found.cases} cases, {found.events} events, {found.roots} daily roots verified")
        if found.faults:
            raise CommandError(f"{len(found.faults)} faults")
