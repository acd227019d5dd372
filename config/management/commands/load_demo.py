"""Demo data, made by walking the real actions."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.models import Division, Organisation
from config.demo.load import load


class Command(BaseCommand):
    help = "Fill an empty platform with invented organisations, merchants and cases."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do nothing when demo data is already there")

    def handle(self, *args: object, **options: object) -> None:
        if Organisation.objects.exists():
            if options["once"]:
                return
            raise CommandError("the platform is not empty: ./dev reset first")
        if not Division.objects.exists():
            raise CommandError("the reference data is missing: ./dev manage load_reference")
        self.stderr.write(load(timezone.now()))
