"""When does a period end? For operators who check a deadline, and for tests of other calendars against ours."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from complaints.clocks.calendar import SHANGHAI, Holidays, Unit, due, last_day
from complaints.clocks.queries import load_holidays

LONGEST = 36_500  # a hundred years; more is a slip of the keyboard
KINDS = [unit.value for unit in Unit]


class Command(BaseCommand):
    help = (
        "Print the moment a period ends, in Shanghai time. With --jsonl, read lines "
        '{"id", "start", "days", "kind"} from standard input and write {"id", "due"} or {"id", "error"} for each. '
        "A start without offset is Shanghai time. Exit 0: all answered; 1: an error, said on its line."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--start", help="2026-09-30T23:59, with or without an offset")
        parser.add_argument("--days", type=int, help="how many units; the starting day is not counted")
        parser.add_argument("--kind", choices=KINDS, default=Unit.CALENDAR.value, help="the unit (default: calendar)")
        parser.add_argument("--jsonl", action="store_true", help="answer lines of standard input")

    def handle(self, *args: object, **options: Any) -> None:
        holidays = load_holidays()
        if options["jsonl"]:
            if self._answer_lines(sys.stdin, holidays):
                raise SystemExit(1)
            return
        if options["start"] is None or options["days"] is None:
            raise CommandError("give --start and --days, or --jsonl")
        try:
            end = period_end(options["start"], options["days"], options["kind"], holidays)
        except ValueError as problem:
            raise CommandError(str(problem)) from problem
        self._warn({last_day(end).year}, holidays)
        self.stdout.write(end.isoformat())

    def _answer_lines(self, lines: Iterable[str], holidays: Holidays) -> int:
        """Answer each line; how many could not be answered."""
        failed, years = 0, set()
        for line in lines:
            if not line.strip():
                continue
            key = None
            try:
                asked = _asked(line)
                key = asked.get("id")
                end = period_end(asked.get("start"), asked.get("days"), asked.get("kind"), holidays)
            except ValueError as problem:
                failed += 1
                answer = {"id": key, "error": str(problem)}
            else:
                years.add(last_day(end).year)
                answer = {"id": key, "due": end.isoformat()}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        self._warn(years, holidays)
        return failed

    def _warn(self, years: set[int], holidays: Holidays) -> None:
        for year in sorted(years - holidays.published):
            self.stderr.write(f"{year}: no holiday notice known; deadlines in it are provisional")


def _asked(line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except json.JSONDecodeError as problem:
        raise ValueError(f"not JSON: {problem}") from problem
    if not isinstance(asked, dict):
        raise ValueError("a line is an object with id, start, days and kind")
    return asked


def period_end(start: object, days: object, kind: object, holidays: Holidays) -> datetime:
    """The end in Shanghai time of a period given as text and numbers. Raises ValueError with what is wrong."""
    if not isinstance(start, str):
        raise ValueError("start is text, as 2026-09-30T23:59")
    try:
        moment = datetime.fromisoformat(start.strip())
    except ValueError:
        raise ValueError(f"start is not a date and time: {start!r}") from None
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= LONGEST:
        raise ValueError(f"days is a whole number from 1 to {LONGEST}")
    if kind not in KINDS:
        raise ValueError(f"kind is one of {', '.join(KINDS)}")
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=SHANGHAI)
    try:
        return due(moment, days, Unit(kind), holidays).astimezone(SHANGHAI)
    except OverflowError:
        raise ValueError("the period ends after the last day a calendar knows") from None
