"""`manage.py import_merchants FILE`: take a list of merchants into the directory."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from merchants.importing import gram_index, run
from merchants.models import ImportJob


class Command(BaseCommand):
    help = "Import merchants from CSV, XLSX or JSON lines; an interrupted import goes on where it stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, verbosity: int, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"{file}: no such file")
        job = run.open_job(file, actor=None, now=timezone.now())

        def progress(job: ImportJob) -> None:
            if verbosity:
                self.stderr.write(f"{job.position} rows, {job.added} added, {job.rejected} rejected")

        try:
            run.run_import(file, job, clock=timezone.now, progress=progress)
        except gram_index.UnderWay as problem:
            raise CommandError("another import is running; start this one again when it has ended") from problem
        except ValueError as problem:
            raise CommandError(f"{file.name}: {_(str(problem))}") from problem
        self.stdout.write(
            f"{job.position} rows: {job.added} added, {job.changed} changed, {job.unchanged} unchanged, "
            f"{job.rejected} rejected, {job.warned} with a warning"
        )
        if job.rejects_path:
            self.stdout.write(job.rejects_path)
