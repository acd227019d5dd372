"""Markup with names in it, filled in many times: the rows of a list.

What `format_html` does, without its provision for lazy texts, which costs a list more than everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from django.utils.safestring import SafeString, mark_safe


def fill(stencil: str, values: Mapping[str, object]) -> SafeString:
    """The markup with each `{name}` replaced by its value: escaped, unless it is markup itself (`__html__`)."""
    drawn = {
        name: value.__html__() if hasattr(value, "__html__") else escape(str(value)) for name, value in values.items()
    }
    return mark_safe(stencil.format_map(drawn))


def fill_all(stencil: str, rows: Iterable[Mapping[str, object]]) -> SafeString:
    """The same for each row, one below the other."""
    return mark_safe("\n".join(fill(stencil, values) for values in rows))
