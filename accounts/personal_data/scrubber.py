"""Nothing of a person reaches a log or an error report: a last net under "log ids only" (STYLE 22).

Texts lose what looks like a phone, an ID or card number, an e-mail address, PostgreSQL's quoted rows, and every run of
Chinese: our own log messages and exceptions are English, so Chinese in them is always somebody's data. Named values
lose those whose name some model classes as personal or privileged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from functools import lru_cache
from typing import Any

from django.apps import apps

LEFT_OUT = "[left out]"

_RULES = (
    # PostgreSQL quotes the row that broke a constraint, and psycopg2 the statement around a mistake
    (re.compile(r"^(DETAIL|CONTEXT|LINE \d+|STATEMENT|HINT):.*(\n\s*\^\s*$)?", re.MULTILINE), rf"\1: {LEFT_OUT}"),
    (re.compile(r"[\w.+-]{1,64}[@＠][\w-]+(\.[\w-]+)+"), "[email]"),
    (re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])"), "[id number]"),
    (re.compile(r"(?<![0-9A-Za-z-])(?:(?:\+|00)?86[\s-]?)?1[3-9]\d(?:[\s-]?\d{4}){2}(?![0-9A-Za-z])"), "[phone]"),
    (re.compile(r"(?<![0-9A-Za-z-])0\d{2,3}[\s-]\d{7,8}(?![0-9A-Za-z])"), "[phone]"),
    (re.compile(r"(?<![0-9A-Za-z-])\d{16,19}(?![0-9A-Za-z])"), "[number]"),
    (re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af·]{2,}"), "[text]"),
)
_FRAME = frozenset({"event", "level", "logger", "timestamp", "exception", "route", "request_id"})


def scrub(text: str) -> str:
    """A text without anything that looks like a person's. Pure."""
    for pattern, mark in _RULES:
        text = pattern.sub(mark, text)
    return text


def scrub_value(value: Any) -> Any:
    """The same for whatever is logged: numbers stay, collections are gone through, other objects are their repr."""
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return value if scrub(str(value)) == str(value) else "[number]"
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, Mapping):
        return {scrub(str(key)): scrub_value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [scrub_value(inner) for inner in value]
    return scrub(repr(value))


@lru_cache(maxsize=1)
def _guarded() -> frozenset[str]:
    from accounts.personal_data.classes import guarded_names

    return guarded_names()


def scrub_event(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """structlog processor: the last before rendering."""
    guarded = (_guarded() if apps.models_ready else frozenset()) - _FRAME
    for key, value in event.items():
        event[key] = LEFT_OUT if key in guarded else scrub_value(value)
    return event


def scrub_report(event: dict[str, Any], _hint: dict[str, Any]) -> dict[str, Any]:
    """Sentry's `before_send`: no request, no person, no text of ours but scrubbed."""
    kept = {key: value for key, value in event.items() if key not in ("request", "user", "server_name")}
    scrubbed: dict[str, Any] = scrub_value(kept)
    return scrubbed


def scrub_breadcrumb(crumb: dict[str, Any], _hint: dict[str, Any]) -> dict[str, Any]:
    """Sentry's `before_breadcrumb`: SQL and log lines on the way to an error."""
    scrubbed: dict[str, Any] = scrub_value(crumb)
    return scrubbed
