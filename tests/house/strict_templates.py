"""In tests an undefined variable in one of our templates is an error, not an empty place on the page."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.template.base import Node, Origin

OURS = Path(settings.BASE_DIR) / "templates"


class UndefinedVariable(AssertionError):
    """A template of ours names a variable the view did not give."""


def _origin_of_caller() -> str:
    """File of the template node that is being rendered, found on the stack."""
    frame = sys._getframe(2)
    while frame is not None:
        node = frame.f_locals.get("self")
        origin = getattr(node, "origin", None) if isinstance(node, Node) else None
        if isinstance(origin, Origin):
            return str(origin.name)
        frame = frame.f_back
    return ""


class _Strict(str):
    """Django calls `string_if_invalid % variable` for a variable it cannot find."""

    __slots__ = ()

    def __mod__(self, variable: object) -> str:
        origin = _origin_of_caller()
        if origin.startswith(str(OURS)):
            raise UndefinedVariable(f"{variable} is undefined in {Path(origin).relative_to(OURS)}")
        return ""


@pytest.fixture(autouse=True)
def strict_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch the strictness on for every test."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", _Strict("%s"))
