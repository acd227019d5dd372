"""docs/settings.md names every variable the platform reads, and no other; compose passes all that production knows."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import yaml
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
READ = re.compile(r"""(?:\benv(?:\.\w+)?|\bsecret|\bwhole_number|os\.environ\.get)\(\s*"([A-Z][A-Z0-9_]+)\"""")


def test_the_table_and_the_code_agree() -> None:
    read = {
        name
        for folder in ("config/settings", "config/embedded", "config/health")
        for path in (ROOT / folder).glob("*.py")
        for name in READ.findall(path.read_text())
    }
    rows = [line for line in (ROOT / "docs" / "settings.md").read_text().splitlines() if line.startswith("| `")]
    told = {name for line in rows for name in re.findall(r"`([A-Z][A-Z0-9_]+)`", line.split("|")[1])}
    assert read - told == set(), "not in docs/settings.md"
    assert told - read == set(), "docs/settings.md names what nobody reads"


def told_for_production() -> set[str]:
    """The variables of the two tables about production."""
    page = (ROOT / "docs" / "settings.md").read_text()
    page = page[: page.index("## On one machine")]
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    return {name for line in rows for name in re.findall(r"`([A-Z][A-Z0-9_]+)`", line.split("|")[1])}


COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
GIVEN_BY_COMPOSE = {"HEJIE_MODE", "DATABASE_URL", "REDIS_URL", "FILES_ROOT", "STATIC_ROOT", "X_ACCEL_PREFIX"}


def test_compose_passes_every_setting_of_production() -> None:
    for service in ("prepare", "web", "worker", "beat"):
        passed = COMPOSE["services"][service]["environment"]
        assert set(passed) == told_for_production() - {"DEMO_WITHOUT_SECOND_FACTOR"}, service
        for name in set(passed) - GIVEN_BY_COMPOSE:
            assert re.fullmatch(rf"\$\{{{name}:[-?][^}}]*\}}", passed[name]), passed[name]


def read_by_production(**environment: str) -> dict[str, object]:
    """Every plain setting, in a process of its own."""
    code = (
        "import json; from config import settings as s;"
        "print(json.dumps({n: repr(getattr(s, n)) for n in dir(s)"
        "                  if n.isupper() and isinstance(getattr(s, n), (str, int, dict))}))"
    )
    must = {
        "SECRET_KEY": "not-a-real-one-" + "x" * 60,
        "FIELD_KEYS": "1:" + "A" * 43 + "=",
        "INDEX_KEY": "B" * 43 + "=",
        "PUBLIC_URL": "https://hejie.example",
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HEJIE_MODE": "production", **must, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_an_empty_variable_is_as_good_as_none() -> None:
    optional = [name for name, value in COMPOSE["services"]["web"]["environment"].items() if str(value).endswith(":-}")]
    assert len(optional) > 20
    empty, unset = read_by_production(**dict.fromkeys(optional, "")), read_by_production()
    assert {name for name in unset if empty[name] != unset[name] and " at 0x" not in str(unset[name])} == set()


def test_what_compose_passes_arrives() -> None:
    found = read_by_production(MEETING_URL="https://meet.example/", TRUSTED_CERTIFICATES="/certificates/a.pem")
    assert found["MEETING_URL"] == "'https://meet.example'"
    assert found["TRUSTED_CERTIFICATES"] == "'/certificates/a.pem'"
