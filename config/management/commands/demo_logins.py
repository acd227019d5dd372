"""Where the demo answers, and who may log in."""

from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Print the address and a demo log-in for each role."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", required=True)

    def handle(self, *args: object, **options: object) -> None:
        self.stderr.write(f"\n  Hejie 和解   {options['address']}\n\n  Ctrl-C stops it.\n")
