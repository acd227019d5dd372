"""Fill a database with past cases, for measuring."""

import time

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from complaints.history.generate import NothingToPlayWith, generate, set_stage


class Command(BaseCommand):
    help = "Play the lives of N invented cases through decide and commit; they pass verify_log."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, required=True)
        parser.add_argument("--months", type=int, default=24, help="filed within so many months before now")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: object, **options: int) -> None:
        if options["cases"] < 1 or options["months"] < 1:
            raise CommandError("--cases and --months are at least 1")
        begun = time.perf_counter()
        try:
            stage = set_stage()
        except NothingToPlayWith as problem:
            raise CommandError(str(problem)) from problem
        events = generate(
            options["cases"], now=timezone.now(), months=options["months"], seed=options["seed"], stage=stage
        )
        seconds = time.perf_counter() - begun
        rate = options["cases"] / seconds * 60
        self.stdout.write(f"{options['cases']} cases, {events} events in {seconds:.1f} s ({rate:,.0f} cases a minute)")
