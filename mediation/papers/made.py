"""A paper ready to be issued."""

from __future__ import annotations

from dataclasses import dataclass

from documents.content import Content
from documents.signing import Placed


@dataclass(frozen=True, slots=True)
class Made:
    """Kind and content, and for whom it is where that is not the kind's own."""

    kind: str
    content: Content
    readers: str = ""
    signed: tuple[Placed, ...] = ()
    replaces: int | None = None  # an earlier paper that no longer counts once this one is there
