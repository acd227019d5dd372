"""Looking up divisions in memory: some eight thousand rows, read once per process and version of the table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.prepared import Prepared


class UnknownDivision(LookupError):
    """No row of the table, current or historical, has this code."""

    code = "unknown_division"

    def __init__(self, division_code: str) -> None:
        super().__init__(division_code)
        self.division_code = division_code

    def __str__(self) -> str:
        return _("%(code)s is no division code we know, neither current nor abolished.") % {"code": self.division_code}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a name and a parent of a code."""

    code: str
    name: str
    level: str
    parent: str
    successor: str = ""
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Former:
    """An abolished code on the way to a current one; `until` is the first day on which it no longer held."""

    code: str
    name: str
    until: date
    replaced: bool  # by exactly one other code; otherwise its superior stands in


@dataclass(frozen=True, slots=True)
class Resolved:
    """The current code that stands for a code, and the abolished ones between them."""

    code: str
    formers: tuple[Former, ...] = ()


def _last_written() -> QuerySet[Any, datetime]:
    from accounts.models import Division

    return Division.objects.order_by("-updated_at").values_list("updated_at", flat=True)[:1]


LAST_WRITTEN = Prepared(_last_written)


class Divisions:
    """All divisions by code. Every look-up raises UnknownDivision for a code that never was.

    Of several rows of a code, given in the order of their days, the last one counts.
    """

    _loaded: ClassVar[tuple[datetime | None, Divisions] | None] = None

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_code: dict[str, Entry] = {}
        for entry in entries:
            held = self._by_code.get(entry.code)
            if held is None or held.valid_to is not None:
                self._by_code[entry.code] = entry

    @classmethod
    def load(cls) -> Divisions:
        """The table as it is now; read again only when a row of it was written since."""
        from accounts.models import Division

        version = LAST_WRITTEN.first()
        if cls._loaded is None or cls._loaded[0] != version:
            rows = Division.objects.order_by("code", "valid_from").values_list(
                "code", "name", "level", "parent_code", "successor_code", "valid_to"
            )
            cls._loaded = (version, cls(Entry(*row) for row in rows))
        return cls._loaded[1]

    def __contains__(self, code: str) -> bool:
        return code in self._by_code

    def codes(self) -> tuple[str, ...]:
        """Every code, in force or abolished, in order."""
        return tuple(sorted(self._by_code))

    def entry(self, code: str) -> Entry:
        """The last row of this code."""
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownDivision(code) from None

    def name(self, code: str) -> str:
        """The division's own name: 武昌区."""
        return self.entry(code).name

    def level(self, code: str) -> str:
        """province, city, county or township."""
        return self.entry(code).level

    def parent(self, code: str) -> str:
        """Code of the division directly above; empty for a province."""
        return self.entry(code).parent

    def is_current(self, code: str) -> bool:
        """Whether the code is in force today."""
        return self.entry(code).valid_to is None

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The code itself, then each one above it, up to the province."""
        found = [self.entry(code).code]
        while parent := self.entry(found[-1]).parent:
            found.append(parent)
        return tuple(found)

    def full_name(self, code: str) -> str:
        """Names from the province down: 湖北省武汉市武昌区."""
        return "".join(self.name(each) for each in reversed(self.ancestors(code)))

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for entry in self._by_code.values():
            if entry.valid_to is None:
                found.setdefault(entry.parent, []).append(entry.code)
        return {parent: tuple(sorted(codes)) for parent, codes in found.items()}

    def children(self, code: str = "") -> tuple[str, ...]:
        """Codes in force directly under this one, in their order; all provinces when no code is given."""
        return self._children.get(self.entry(code).code if code else "", ())

    def resolve(self, code: str) -> Resolved:
        """The code in force that stands for this one: itself, its successor, or else what lay above it."""
        formers: list[Former] = []
        entry = self.entry(code)
        while entry.valid_to is not None:
            formers.append(Former(entry.code, entry.name, entry.valid_to, bool(entry.successor)))
            entry = self.entry(entry.successor or entry.parent)
        return Resolved(entry.code, tuple(formers))
