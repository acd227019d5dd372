"""Demo data, made by walking the real actions."""

from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Fill an empty platform with invented organisations, merchants and cases."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do nothing when demo data is already there")

    def handle(self, *args: object, **options: object) -> None:
        pass
