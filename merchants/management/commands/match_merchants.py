"""`manage.py match_merchants`: JSON lines in, JSON lines out."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from merchants.matching import Outcome, Query, match

_OPTIONAL = ("phone", "region", "uscc", "address")


class BadLine(ValueError):
    """A line that asks nothing we can answer."""


class Command(BaseCommand):
    help = (
        'Match merchants. Each line of standard input (or of a file) is {"id", "query", "phone", "region", "uscc", '
        '"address"}, all but id and query optional. A bad line answers with an error object; the exit code is then 1.'
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="instead of standard input")
        parser.add_argument("--limit", type=int, default=5)

    def handle(self, *, file: Path | None, limit: int, **options: Any) -> None:
        stream = file.open("rb") if file else sys.stdin.buffer
        now, bad = timezone.now(), 0
        for number, raw in enumerate(stream, start=1):
            if not raw.strip():
                continue
            line: object = None
            try:
                line = _read(raw)
                answer = {"id": line["id"], **_answer(match(_query(line), limit, now=now))}
            except BadLine as problem:
                bad += 1
                answer = {
                    "id": line.get("id") if isinstance(line, dict) else None,
                    "line": number,
                    "error": str(problem),
                }
            except LookupError as problem:
                raise CommandError(f"no thresholds are in force today: {problem}") from problem
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if bad:
            self.stderr.write(f"{bad} lines could not be read")
            sys.exit(1)


def _read(raw: bytes) -> dict[str, Any]:
    try:
        line = json.loads(raw)
    except (ValueError, RecursionError) as problem:
        raise BadLine("not a JSON object in UTF-8") from problem
    if not isinstance(line, dict):
        raise BadLine("not a JSON object")
    if "id" not in line:
        raise BadLine("id is missing")
    return line


def _query(line: dict[str, Any]) -> Query:
    if not isinstance(line.get("query"), str):
        raise BadLine("query must be a text")
    for field in _OPTIONAL:
        if line.get(field) is not None and not isinstance(line[field], str):
            raise BadLine(f"{field} must be a text")
    return Query(line["query"], **{field: line[field] or None for field in _OPTIONAL if field in line})


def _answer(outcome: Outcome) -> dict[str, Any]:
    return {
        "decision": outcome.decision.value,
        "candidates": [
            {
                "uscc": m.uscc,
                "name": m.name,
                "score": m.score,
                "reasons": list(m.reasons),
                "outside_region": m.outside_region,
            }
            for m in outcome.candidates
        ],
    }
