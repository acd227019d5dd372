"""In tests an undefined variable in one of our templates is an error, not an empty place on the page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.template.backends.django import Template
from django.template.base import Node, Origin
from django.utils.safestring import SafeString

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


class RawTemplateMarks(AssertionError):
    """A page shows template source: a tag was not understood where it stands."""


@pytest.fixture(autouse=True)
def strict_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch the strictness on for every test."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", _Strict("%s"))
    render = Template.render

    def render_and_look(self: Template, context: Any = None, request: Any = None) -> SafeString:
        page = render(self, context, request)
        if self.origin.name.startswith(str(OURS)):
            for mark in ("{{", "{%", "<c-"):
                if mark in page:
                    at = page.index(mark)
                    raise RawTemplateMarks(f"{self.origin.template_name}: …{page[max(at - 60, 0) : at + 60]}…")
        return page

    monkeypatch.setattr(Template, "render", render_and_look)
