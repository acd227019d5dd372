"""Papers of a case that its consumer may read."""

from __future__ import annotations

from typing import Any

from complaints.models import Case


def papers_of(case: Case) -> list[dict[str, Any]]:
    """Name, day and link of each issued paper, newest first."""
    return []
