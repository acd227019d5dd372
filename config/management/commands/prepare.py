"""Everything that must be there before the platform starts, in one process; a second run takes a second or two."""

from io import StringIO

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Check the settings, migrate, load the reference data; with --site also static files and the demo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--site", action="store_true", help="collect static files and, outside production, the demo"
        )

    def handle(self, *args: object, **options: bool) -> None:
        call_command("check_settings", stderr=StringIO())
        call_command("migrate", verbosity=0, stdout=StringIO())
        call_command("load_reference", stderr=self.stderr)
        if options["site"]:
            call_command("collectstatic", interactive=False, verbosity=0)
            call_command("load_demo", once=True, stderr=self.stderr)
