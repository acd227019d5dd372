"""Who has looked for this telephone, e-mail, number or name on this platform?"""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.look_ups.ledger import kind_of, who_looked_for


class Command(BaseCommand):
    help = "Read a key from standard input (so that it stands in no shell history) and print who has looked for it."

    def handle(self, *args: object, **options: Any) -> None:
        words = sys.stdin.readline().strip()
        if not words:
            raise CommandError("nothing came on standard input")
        rows = who_looked_for(words)
        for row in rows:
            house = f" of organisation {row.organisation_id}" if row.organisation_id else ""
            at = row.at.isoformat(timespec="seconds")
            self.stdout.write(f"{at} {row.actor_kind} {row.user_id}{house} on {row.route}")
        self.stderr.write(f"{len(rows)} look-ups by this key ({kind_of(words)}) since INDEX_KEY last changed")
