"""Is every msgid translated into Chinese?"""

from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Fail when a message has no Chinese translation or a fuzzy one."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        catalogue = polib.pofile(str(Path(settings.LOCALE_PATHS[0]) / "zh_Hans" / "LC_MESSAGES" / "django.po"))
        missing = [entry.msgid for entry in catalogue if not entry.obsolete and (entry.fuzzy or not entry.translated())]
        if missing:
            raise CommandError(f"{len(missing)} messages lack a translation:\n" + "\n".join(missing[:20]))
        self.stderr.write(f"{len(catalogue)} messages, all translated")
