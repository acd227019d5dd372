"""Everything that must be there before the platform starts, in one process; a second run takes a second or two."""

from io import StringIO

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Check the settings, migrate, load the reference data; on request also static files and the demo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--static", action="store_true", help="collect the static files")
        parser.add_argument("--demo", action="store_true", help="walk the demo when the platform is empty")

    def handle(self, *args: object, **options: bool) -> None:
        call_command("check_settings", servers=True, stderr=StringIO())
        call_command("migrate", verbosity=0, stdout=StringIO())
        call_command("load_reference", stderr=self.stderr)
        if options["static"]:
            call_command("collectstatic", interactive=False, verbosity=0)
        if options["demo"]:
            call_command("load_demo", once=True, stderr=self.stderr)
