"""manage.py jurisdiction CODE: who handles a complaint there, and why."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.divisions import Divisions, UnknownDivision
from accounts.models import Procedure, Purpose
from mediation.jurisdiction.assign import in_force, settle
from mediation.jurisdiction.queries import cover_on, day_of
from mediation.jurisdiction.reasons import told

EXIT_CODES = """\
One line of six columns, separated by tabs: code, full name, body, bodies above it, court, reason. With --json the same
as an object (or one a line for several codes).

exit codes: 0 a body is in charge of every code; 1 some code lies outside the area of this platform;
2 a code is unknown or an argument is wrong.
"""


class Command(BaseCommand):
    help = "Say which body has jurisdiction over a division, which stand above it, which court, and why."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, epilog=EXIT_CODES, formatter_class=argparse.RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("codes", nargs="+", metavar="CODE", help="division code of 6 or 9 digits, also an old one")
        parser.add_argument("--kind", choices=["case", "court"], default="case", help="body for a case, or the court")
        parser.add_argument("--category", default="", help="category code of the goods or service")
        parser.add_argument(
            "--procedure",
            choices=Procedure.values,
            default=Procedure.ASSOCIATION.value,
            help="which law the case goes by: its bodies come first (default: %(default)s)",
        )
        parser.add_argument("--on", type=date.fromisoformat, help="areas as on this day (YYYY-MM-DD); today if absent")
        parser.add_argument("--json", action="store_true", help="JSON instead of columns")

    def handle(self, *args: Any, **options: Any) -> None:
        day = options["on"] or day_of(timezone.now())
        self.divisions = Divisions.load()
        self.cases, self.courts = cover_on(day), cover_on(day, Purpose.COURT)
        try:
            answers = [self.answer(code.strip(), options) for code in options["codes"]]
        except UnknownDivision as unknown:
            raise CommandError(str(unknown), returncode=2) from unknown
        for answer in answers:
            self.stdout.write(json.dumps(answer, ensure_ascii=False) if options["json"] else self.line(answer))
        if any(answer["organisation"] is None for answer in answers):
            sys.exit(1)

    def answer(self, code: str, options: dict[str, Any]) -> dict[str, Any]:
        """Everything about one code. Raises UnknownDivision."""
        current, history = in_force(code, self.divisions)
        court = settle(current, self.courts, self.divisions)
        if options["kind"] == "court":
            found = court
        else:
            found = settle(
                current,
                self.cases,
                self.divisions,
                category=options["category"],
                procedure=options["procedure"],
            )
        sentences = found.sentences if found else ()
        reason = told((*history, *sentences)) if found else _("No body of this platform covers this place.")
        return {
            "code": code,
            "current_code": current,
            "full_name": self.divisions.full_name(code),
            "level": self.divisions.level(code),
            "organisation": found.body.name if found else None,
            "organisation_id": found.body.id if found else None,
            "area": found.area_code if found else None,
            "superiors": [body.name for body in found.superiors] if found else [],
            "court": court.body.name if court else None,
            "reason": reason,
        }

    @staticmethod
    def line(answer: dict[str, Any]) -> str:
        """Columns, empty ones as a dash."""
        superiors = " > ".join(answer["superiors"])
        columns = (answer["code"], answer["full_name"], answer["organisation"], superiors, answer["court"])
        return "\t".join(column or "-" for column in (*columns, answer["reason"]))
