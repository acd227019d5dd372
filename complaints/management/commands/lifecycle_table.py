"""Print the table of transitions as Mermaid and Markdown; --write puts it into docs/lifecycle.md."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from complaints.lifecycle.drawing import page


class Command(BaseCommand):
    help = "Draw the lifecycle: a Mermaid diagram and a Markdown table."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help="write docs/lifecycle.md")
        parser.add_argument("--check", action="store_true", help="exit 1 when docs/lifecycle.md is stale")

    def handle(self, *args: object, **options: bool) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "lifecycle.md"
        if options["write"]:
            path.write_text(page())
        elif options["check"]:
            if not path.exists() or path.read_text() != page():
                raise CommandError("docs/lifecycle.md is stale: ./dev manage lifecycle_table --write")
        else:
            self.stdout.write(page())
