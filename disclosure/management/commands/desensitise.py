"""``manage.py desensitise``: JSON lines in, masked JSON lines with spans and reasons out. Works without a database."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, ProgrammingError
from django.utils import timezone

from complaints.clocks.rules import NoRuleSet
from disclosure.desensitise import FIRST_FILLING, Known, Result, Thresholds, desensitise
from disclosure.masking_rules import masking_thresholds

_KNOWN_FIELDS = frozenset(Known.__dataclass_fields__)


class Command(BaseCommand):
    help = (
        'Mask personal details: read lines {"id", "text"} from standard input (optionally "known": facts of the case, '
        'such as {"complainant": ["…"], "phones": ["…"], "merchants": ["…"]}) and write {"id", "text", "spans"}. '
        'A line that cannot be read gives {"id", "error"} and the rest goes on. '
        "Thresholds (age of an adult and so on) are those of the whole country's rule set in force today; where no "
        "database answers or no set is in force, those a new installation starts with, which standard error says. "
        "Exit 0: all answered; 1: an error, said on its line."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--doubt", action="store_true", help="say for each span whether a reviewer should look")

    def handle(self, *args: object, **options: Any) -> None:
        target = sys.stdout.buffer
        failed = False
        thresholds = self._thresholds()
        for answer in answers(sys.stdin.buffer, thresholds=thresholds, doubt=options["doubt"]):
            failed = failed or "error" in answer
            target.write(_encoded(answer) + b"\n")
            target.flush()
        if failed:
            raise SystemExit(1)

    def _thresholds(self) -> Thresholds:
        try:
            return masking_thresholds(now=timezone.now())
        except (OperationalError, ProgrammingError):
            why = "no database answers"
        except NoRuleSet:
            why = "no rule set is in force today"
        self.stderr.write(f"{why}: thresholds are those a new installation starts with")
        return FIRST_FILLING


def answers(
    lines: Iterable[bytes], *, thresholds: Thresholds = FIRST_FILLING, doubt: bool = False
) -> Iterator[dict[str, Any]]:
    """The answer to each line that is not blank: ``id, text, spans``, or ``id, line, error`` for one we cannot read."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        key: Any = None
        try:
            asked = _object(line)
            key = asked.get("id")
            result = desensitise(_text(asked), known=_known(asked.get("known")), thresholds=thresholds)
        except ValueError as problem:
            yield {"id": key, "line": number, "error": str(problem)}
        else:
            yield {"id": key, "text": result.text, "spans": _spans(result, doubt=doubt)}


def _object(line: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except RecursionError as problem:
        raise ValueError("not readable as JSON: nested too deeply") from problem
    except ValueError as problem:
        raise ValueError(f"not readable as JSON: {problem}") from problem
    if not isinstance(asked, dict):
        raise ValueError("not a JSON object")
    return asked


def _text(asked: dict[str, Any]) -> str:
    text = asked.get("text")
    if not isinstance(text, str):
        raise ValueError("text is missing or not a string")
    return text


def _known(facts: Any) -> Known | None:
    if facts is None:
        return None
    if not isinstance(facts, dict) or not facts.keys() <= _KNOWN_FIELDS:
        raise ValueError(f"known must be an object with the fields {', '.join(sorted(_KNOWN_FIELDS))}")
    for field, values in facts.items():
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise ValueError(f"known.{field} must be a list of strings")
    return Known(**{field: tuple(values) for field, values in facts.items()})


def _spans(result: Result, *, doubt: bool) -> list[dict[str, Any]]:
    return [
        {"start": span.start, "end": span.end, "type": span.type.value, "reason": span.reason}
        | ({"doubt": span.doubt} if doubt else {})
        for span in result.spans
    ]


def _encoded(answer: dict[str, Any]) -> bytes:
    """UTF-8 where the text can be written so; escapes when it holds half of a surrogate pair."""
    try:
        return json.dumps(answer, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(answer).encode()
