"""What the last look at the packages (`./dev audit`) found, and whether it was too long ago. Kept as a file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

MEND_WITHIN = timedelta(days=7)  # a known weakness, from the day we learnt of it
LOOK_EVERY = timedelta(days=8)  # a weekly timer, and a day
RENEW_WITHIN = timedelta(days=100)  # plain updates, once a quarter


@dataclass(frozen=True, slots=True)
class Weakness:
    """One advisory about one locked package; `since` is when we learnt of it."""

    package: str
    version: str
    advisory: str
    fixed_in: list[str]
    since: str


@dataclass(frozen=True, slots=True)
class Audit:
    """When the lock file was looked at, since when it is the same, and what is known of its packages."""

    at: str
    lock: str
    lock_since: str
    known: list[Weakness] = field(default_factory=list)

    def overdue(self, now: datetime) -> list[Weakness]:
        """Known for longer than they may be."""
        return [each for each in self.known if now - datetime.fromisoformat(each.since) > MEND_WITHIN]

    def is_old(self, now: datetime) -> bool:
        """Nobody has looked for too long."""
        return now - datetime.fromisoformat(self.at) > LOOK_EVERY

    def wants_update(self, now: datetime) -> bool:
        """The same packages for longer than a quarter."""
        return now - datetime.fromisoformat(self.lock_since) > RENEW_WITHIN


def audited(report: dict[str, Any], lock: bytes, before: Audit | None, now: datetime) -> Audit:
    """pip-audit's report as we keep it: what was known before stays known since then. KeyError for no such report."""
    since = {(each.package, each.advisory): each.since for each in before.known} if before else {}
    known = [
        Weakness(
            package=package["name"],
            version=package["version"],
            advisory=vulnerability["id"],
            fixed_in=vulnerability["fix_versions"],
            since=since.get((package["name"], vulnerability["id"]), now.isoformat()),
        )
        for package in report["dependencies"]
        for vulnerability in package.get("vulns", [])
    ]
    digest = hashlib.sha256(lock).hexdigest()
    same = before is not None and before.lock == digest
    return Audit(now.isoformat(), digest, before.lock_since if same and before else now.isoformat(), known)


def place() -> Path:
    """Where it is kept."""
    return Path(settings.FILES_ROOT) / "audit.json"


def last_audit() -> Audit | None:
    """What was kept; None before the first."""
    if not place().is_file():
        return None
    kept = json.loads(place().read_text(encoding="utf-8"))
    return Audit(**{**kept, "known": [Weakness(**each) for each in kept["known"]]})


def keep(audit: Audit) -> None:
    """Keep it for the next audit and for the health page."""
    place().parent.mkdir(parents=True, exist_ok=True)
    place().write_text(json.dumps(asdict(audit), indent=1), encoding="utf-8")
