"""Is this paper ours, unchanged, and does it still count? Answered to anybody, without a word of what it says."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import IO

from django.db.models import QuerySet

from documents.models import Paper, Status
from documents.numbering import normal_code

LARGEST_FILE = 10 * 1024 * 1024
# The identifier we print with stands in clear at the end of the file, and most editors keep it.
_IDENTIFIER = re.compile(rb"/ID\s*\[\s*\(([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)")
_TAIL = 16 * 1024


class Verdict(StrEnum):
    """`KNOWN`: the code is ours (nobody has compared the text); `GENUINE`: the file is, byte for byte."""

    KNOWN = "known"
    GENUINE = "genuine"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """What the page says; `paper` is None for what we did not issue."""

    verdict: Verdict
    paper: Paper | None = None

    @property
    def is_void(self) -> bool:
        return self.paper is not None and self.paper.status == Status.VOID

    @property
    def turn(self) -> str:
        """Colour of the panel: fine, to be careful with, or false."""
        if self.paper is None or self.verdict is Verdict.ALTERED or self.is_void:
            return "late"
        return "you" if self.paper.is_test or not self.paper.sha256 else "done"


def _issued() -> QuerySet[Paper]:
    """Papers that were printed, void ones too; drafts do not exist for the public."""
    return Paper.objects.filter(numbered_at__isnull=False).select_related("organisation", "replaced_by")


def by_code(code: str) -> Finding:
    """What we know of the paper with this code."""
    paper = _issued().filter(code=normal_code(code)).first()
    return Finding(Verdict.KNOWN, paper) if paper else Finding(Verdict.UNKNOWN)


def by_file(file: IO[bytes]) -> Finding:
    """Compare a file's SHA-256 with ours; a file that bears our identifier and another hash was altered."""
    digest, tail = hashlib.sha256(), b""
    while chunk := file.read(64 * 1024):
        digest.update(chunk)
        tail = (tail + chunk)[-_TAIL:]
    paper = _issued().filter(sha256=digest.hexdigest()).first()
    if paper:
        return Finding(Verdict.GENUINE, paper)
    claimed = _IDENTIFIER.search(tail)
    paper = _issued().filter(public_id=claimed[1].decode()).exclude(sha256="").first() if claimed else None
    return Finding(Verdict.ALTERED, paper) if paper else Finding(Verdict.UNKNOWN)
