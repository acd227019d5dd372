"""`manage.py due`: one deadline, or a stream of them."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from complaints.models import HolidayOverride

pytestmark = pytest.mark.django_db


def ask(*words: str) -> str:
    out = io.StringIO()
    call_command("due", *words, stdout=out)
    return out.getvalue().strip()


def ask_lines(monkeypatch: pytest.MonkeyPatch, *lines: str) -> tuple[list[dict], int]:
    out, code = io.StringIO(), 0
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    try:
        call_command("due", "--jsonl", stdout=out, stderr=io.StringIO())
    except SystemExit as end:
        code = end.code
    return [json.loads(line) for line in out.getvalue().splitlines()], code


def test_a_naive_start_is_shanghai_time_and_the_answer_carries_its_offset() -> None:
    assert ask("--start", "2026-09-30T23:59", "--days", "7") == "2026-10-09T00:00:00+08:00"
    assert ask("--start", "2026-09-30T15:59Z", "--days", "7") == "2026-10-09T00:00:00+08:00"
    assert ask("--start", "2026-09-30T23:59", "--days", "7", "--kind", "working") == "2026-10-16T00:00:00+08:00"


def test_an_override_of_the_database_counts() -> None:
    HolidayOverride.objects.create(day=date(2026, 10, 8), is_off=True, name="x", source="x")
    assert ask("--start", "2026-09-30T23:59", "--days", "7") == "2026-10-10T00:00:00+08:00"


def test_what_cannot_be_counted_is_said() -> None:
    for words in (["--days", "7"], ["--start", "yesterday", "--days", "7"], ["--start", "2026-09-30", "--days", "0"]):
        with pytest.raises(CommandError):
            ask(*words)


def test_a_bad_line_gets_an_error_and_the_rest_their_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    good = '{"id": 1, "start": "2026-09-30T23:59", "days": 7, "kind": "calendar"}'
    answers, code = ask_lines(
        monkeypatch,
        good,
        "",
        '{"id": "b", "start": "2026-13-01", "days": 7, "kind": "calendar"}',
        '{"id": "c", "start": "2026-09-30", "days": "7", "kind": "calendar"}',
        '{"id": "d", "start": "2026-09-30", "days": true, "kind": "calendar"}',
        '{"id": "e", "start": "2026-09-30", "days": 7, "kind": "lunar"}',
        '{"id": "f", "start": "9999-12-30T00:00", "days": 7, "kind": "calendar"}',
        "nonsense",
        "[1]",
    )
    assert answers[0] == {"id": 1, "due": "2026-10-09T00:00:00+08:00"}
    assert [set(answer) for answer in answers[1:]] == [{"id", "error"}] * 7
    assert [answer["id"] for answer in answers[1:]] == ["b", "c", "d", "e", "f", None, None]
    assert code == 1


def test_all_good_lines_end_well(monkeypatch: pytest.MonkeyPatch) -> None:
    line = '{"id": 1, "start": "2026-09-30T23:59", "days": 7, "kind": "working"}'
    assert ask_lines(monkeypatch, line) == ([{"id": 1, "due": "2026-10-16T00:00:00+08:00"}], 0)
