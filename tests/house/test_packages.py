"""What `./dev audit` found is kept, ages, and stands on the health page."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from config.health.checks import findings
from config.health.packages import audited, keep, last_audit

CLEAN = {"dependencies": [{"name": "django", "version": "5.2.1", "vulns": []}, {"name": "x", "skip_reason": "n/a"}]}
WEAK = {
    "dependencies": [
        {
            "name": "pillow",
            "version": "11.0.0",
            "vulns": [{"id": "GHSA-xxxx", "fix_versions": ["11.0.1"], "aliases": [], "description": "a hole"}],
        }
    ],
    "fixes": [],
}
NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path) -> None:
    settings.FILES_ROOT = tmp_path


def shown(now: datetime):
    with translation.override("en"):
        return next(row for row in findings(now) if row.name == "Packages")


def note(report: object, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(report) if report is not None else ""))
    call_command("note_audit", stdout=io.StringIO(), stderr=io.StringIO())


def test_a_weakness_is_known_since_it_was_first_seen() -> None:
    first = audited(WEAK, b"lock", None, NOW)
    again = audited(WEAK, b"lock", first, NOW + timedelta(days=6))
    assert again.known == first.known
    assert (again.lock_since, again.at) == (first.at, (NOW + timedelta(days=6)).isoformat())
    assert again.overdue(NOW + timedelta(days=7)) == []
    assert again.overdue(NOW + timedelta(days=7, seconds=1)) == again.known
    mended = audited(CLEAN, b"other", again, NOW + timedelta(days=8))
    assert (mended.known, mended.lock_since) == ([], mended.at)
    assert mended.wants_update(NOW + timedelta(days=109)) is True
    assert mended.wants_update(NOW + timedelta(days=107)) is False


def test_the_command_keeps_it_and_says_so(monkeypatch) -> None:
    note(CLEAN, monkeypatch)
    assert last_audit().known == []
    with pytest.raises(CommandError, match="1 known"):
        note(WEAK, monkeypatch)
    assert [each.package for each in last_audit().known] == ["pillow"]
    for nothing in (None, {}, [], {"dependencies": [{"name": "x", "vulns": [{}]}]}):
        with pytest.raises(CommandError) as refused:
            note(nothing, monkeypatch)
        assert refused.value.returncode == 2
    assert [each.package for each in last_audit().known] == ["pillow"]


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_the_health_page_tells(settings) -> None:
    now = timezone.now()
    assert shown(now).good
    settings.PRODUCTION = True
    assert "./dev audit" in shown(now).remedy
    keep(audited(CLEAN, b"", None, now))
    assert shown(now).good
    assert "once a week" in shown(now + timedelta(days=9)).remedy
    keep(audited(WEAK, b"", None, now))
    assert shown(now).good
    assert "pillow" in shown(now).value
    assert "over a week" in shown(now + timedelta(days=7, hours=1)).remedy
    keep(audited(CLEAN, b"", audited(CLEAN, b"", None, now - timedelta(days=101)), now))
    assert "quarter" in shown(now).remedy
