"""What a paper says, as frozen dataclasses: checked for the parts the law demands, kept as JSON, read back the same.

A field made by `part(label)` must not be empty when the paper is checked; a plain field may be.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from documents.refused import Refused


def part(label: str | Promise, *, identity: bool = False) -> Any:
    """A part without which there is no paper. `identity`: parties named in it must be fully identified."""
    return dataclasses.field(metadata={"label": label, "identity": identity})


@dataclasses.dataclass(frozen=True, kw_only=True)
class Content:
    """Base of every paper's content."""

    def check(self) -> None:
        """Raises Refused for the first part that is missing."""
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            label = field.metadata.get("label")
            if label is not None and value in ("", None, ()):
                raise Refused("missing_part", _("This paper needs: %(part)s.") % {"part": label}, field.name)
            for item in value if isinstance(value, tuple) else (value,):
                if isinstance(item, Content):
                    item.check()
                    if field.metadata.get("identity"):
                        item.check_identity(field.name)

    def check_identity(self, field: str) -> None:
        """Raises Refused unless this names somebody as a court wants them named; only parties can."""

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values, in the order of the fields."""
        return {field.name: _plain(getattr(self, field.name)) for field in dataclasses.fields(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The content again. Raises Refused for a name it does not have, or a value of another kind."""
        hints = typing.get_type_hints(cls)
        unknown = set(data) - set(hints)
        if unknown:
            raise Refused(
                "unknown_part", _("This paper has no part “%(part)s”.") % {"part": min(unknown)}, min(unknown)
            )
        try:
            return cls(**{name: _read(hints[name], value) for name, value in data.items()})
        except (TypeError, ValueError) as problem:
            raise Refused("malformed", _("The parts of this paper were not understood.")) from problem


def _plain(value: Any) -> Any:
    if isinstance(value, Content):
        return value.as_json()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _read(hint: Any, value: Any) -> Any:
    """A JSON value as the type of its field: str, int, bool, date, datetime, Content, tuples and optionals of them."""
    if isinstance(hint, types.UnionType):
        return None if value is None else _read(next(h for h in hint.__args__ if h is not types.NoneType), value)
    if typing.get_origin(hint) is tuple:
        return tuple(_read(hint.__args__[0], item) for item in value)
    if issubclass(hint, Content):
        return hint.from_json(value)
    if issubclass(hint, date):
        return hint.fromisoformat(value)
    if type(value) is not hint:
        raise TypeError(f"{value!r} is no {hint.__name__}")
    return value
