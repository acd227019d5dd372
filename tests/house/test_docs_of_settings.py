"""docs/settings.md names every variable the platform reads, and no other."""

import re
from pathlib import Path

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


def test_compose_passes_nothing_unknown() -> None:
    import yaml

    told = (ROOT / "docs" / "settings.md").read_text()
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    assert [name for name in compose["services"]["web"]["environment"] if f"`{name}`" not in told] == []
