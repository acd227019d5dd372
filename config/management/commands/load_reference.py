"""Reference data every installation needs; a second run changes nothing."""

from collections.abc import Callable

from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

# In this order: later ones refer to earlier ones. Each is fn() -> a sentence of what is now there.
LOADERS: tuple[str, ...] = (
    "accounts.divisions.fixture.load",
    "complaints.clocks.load.load_holidays",
    "complaints.clocks.load.load_rules",
    "complaints.categories.load.load_categories",
    "mediation.judicial.reference.load_practices",
)


class Command(BaseCommand):
    help = "Load divisions, holidays, rule sets and categories."

    def handle(self, *args: object, **options: object) -> None:
        for path in LOADERS:
            load: Callable[[], str] = import_string(path)
            self.stderr.write(load())
