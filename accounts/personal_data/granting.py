"""What the two commands that grant rights share: statements for a role, printed or carried out in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection, transaction

from accounts.personal_data.reporting import BadRole


class GrantCommand(BaseCommand):
    """`statements`: the SQL for a role; `said`: what is said afterwards."""

    statements: Callable[[str], Iterable[str]]
    said = ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", help="an existing role of the database")
        parser.add_argument("--create", action="store_true", help="make the role first, without a log-in of its own")
        parser.add_argument("--sql", action="store_true", help="only print the statements")

    def handle(self, *args: object, **options: Any) -> None:
        try:
            lines = list(type(self).statements(options["role"]))
        except BadRole as problem:
            raise CommandError(str(problem)) from None
        tables = sum(line.startswith("GRANT SELECT") for line in lines)
        if options["create"]:
            lines.insert(0, f"CREATE ROLE {connection.ops.quote_name(options['role'])} NOLOGIN")
        if options["sql"]:
            self.stdout.write("".join(f"{line};\n" for line in lines), ending="")
            return
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                for line in lines:
                    cursor.execute(line)
        except DatabaseError as problem:
            raise CommandError(str(problem).strip().splitlines()[0]) from None
        self.stdout.write(self.said % {"role": options["role"], "tables": tables})
