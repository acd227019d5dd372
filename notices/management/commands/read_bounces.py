"""`manage.py read_bounces [MAILDIR]`: e-mails that came back, from a Maildir or one from standard input."""

import mailbox
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.actors import Actor
from notices.models import Channel
from notices.reports.actions import take_report
from notices.reports.bounces import LARGEST, bounce_of, digest_of

NO_BOUNCE = "no bounce"


class Command(BaseCommand):
    help = (
        "Read delivery status notifications (RFC 3464); the notices they name fail. Without MAILDIR one message "
        "from standard input. In a Maildir, what was read is marked as seen; what is no bounce stays for people."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("maildir", nargs="?", type=Path)

    def handle(self, *, maildir: Path | None, **options: Any) -> None:
        now = timezone.now()
        if maildir is None:
            taken = Counter([_take(sys.stdin.buffer.read(LARGEST), now)])
        elif all((maildir / name).is_dir() for name in ("new", "cur", "tmp")):
            taken = _from_maildir(mailbox.Maildir(maildir, factory=None, create=False), now)
        else:
            raise CommandError(f"{maildir}: no Maildir (it has the folders new, cur and tmp)")
        self.stdout.write(", ".join(f"{count} {what}" for what, count in sorted(taken.items())) or "nothing to read")


def _from_maildir(box: mailbox.Maildir, now: datetime) -> Counter[str]:
    """Each unseen message; marked once its report is stored, so a run that dies reads it again and changes nothing."""
    taken: Counter[str] = Counter()
    for key, message in box.items():
        if "S" in message.get_flags():
            continue
        outcome = _take(box.get_bytes(key), now)
        taken[outcome] += 1
        if outcome != NO_BOUNCE:
            message.set_subdir("cur")
            message.add_flag("S")
            box[key] = message
    return taken


def _take(raw: bytes, now: datetime) -> str:
    report = bounce_of(raw, now)
    if report is None:
        return NO_BOUNCE
    return take_report(channel=Channel.EMAIL, report=report, actor=Actor.system(), now=now, digest=digest_of(raw)).value
