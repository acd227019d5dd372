"""What each body covers, ready to be climbed: division by division, the most specific word first. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Body:
    """A body that can take cases (or, for courts, applications); `seat` is the division where it sits."""

    id: int
    name: str
    procedure: str = ""
    competences: frozenset[str] = frozenset()
    seat: str = ""
    parent_id: int | None = None

    def takes(self, category: str) -> bool:
        """A body without named categories takes all; a case without a category goes to any."""
        return not category or not self.competences or category in self.competences


@dataclass(frozen=True, slots=True)
class Patch:
    """A division that a body covers, or one cut out of what it covers."""

    body_id: int
    division_code: str
    include: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """The bodies found at one division on the way up."""

    division_code: str
    bodies: tuple[Body, ...]


class Cover:
    """Bodies by the divisions they name.

    For each body its most specific word on a place counts: a body that includes a city, cuts out a district and
    includes one township of that district covers the township and not the rest of the district.
    """

    def __init__(self, bodies: Iterable[Body], patches: Iterable[Patch]) -> None:
        self.bodies: Mapping[int, Body] = {body.id: body for body in bodies}
        self._words: dict[str, dict[int, bool]] = {}
        for patch in patches:
            if patch.body_id in self.bodies:
                self._words.setdefault(patch.division_code, {})[patch.body_id] = patch.include

    def climb(self, chain: Iterable[str]) -> Iterator[Step]:
        """Bodies that cover the first division of the chain, the nearest first. The chain goes from a place upwards."""
        heard: set[int] = set()
        for code in chain:
            words = self._words.get(code, {})
            bodies = [self.bodies[id] for id, include in words.items() if include and id not in heard]
            heard.update(words)
            if bodies:
                yield Step(code, tuple(sorted(bodies, key=lambda body: body.id)))

    def rivals(self) -> set[int]:
        """Bodies that share a division with another of their procedure: only there does the load matter."""
        found: set[int] = set()
        for words in self._words.values():
            lanes: dict[str, list[int]] = {}
            for id, include in words.items():
                if include:
                    lanes.setdefault(self.bodies[id].procedure, []).append(id)
            found.update(id for ids in lanes.values() if len(ids) > 1 for id in ids)
        return found

    def cut_out(self, chain: Iterable[str]) -> tuple[tuple[Body, str], ...]:
        """(body, division) where a body has cut out a division of the chain that it would cover otherwise."""
        chain = tuple(chain)
        return tuple(
            (self.bodies[id], code)
            for at, code in enumerate(chain)
            for id, include in self._words.get(code, {}).items()
            if not include and any(self._words.get(above, {}).get(id) for above in chain[at + 1 :])
        )
