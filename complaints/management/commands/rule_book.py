"""Prints the page docs/rules.md."""

from django.core.management.base import BaseCommand

from complaints.clocks.rule_book import rule_book


class Command(BaseCommand):
    help = "Print the rules of a new installation with their sources, as Markdown (docs/rules.md)."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(rule_book(), ending="")
