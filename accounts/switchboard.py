"""How a lower floor asks a higher one: by name, through `settings.SWITCHBOARD`, never by import."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


class NotConnected(LookupError):
    """Nothing on the switchboard answers to this name: a mistake in the switchboard, never a state of a case."""


@cache
def _function(switchboard: str, table: str, name: str) -> Callable[..., Any]:
    paths: dict[str, str] = getattr(import_module(switchboard), table)
    if name not in paths:
        raise NotConnected(f"{switchboard}.{table} has no {name!r}")
    return import_string(paths[name])


def listed(table: str) -> list[Any]:
    """Every list a table of the switchboard names, one after another, the first named first."""
    paths: tuple[str, ...] = getattr(import_module(settings.SWITCHBOARD), table)
    return [row for path in paths for row in import_string(path)]


def fact(name: str) -> Callable[..., Any]:
    """The function that knows this fact for a whole batch: fn(keys, now) -> dict. Raises NotConnected."""
    return _function(settings.SWITCHBOARD, "FACTS", name)


def effects(name: str) -> Callable[..., Any]:
    """The function that carries out these effects inside `commit`: fn(decisions, now). Raises NotConnected."""
    return _function(settings.SWITCHBOARD, "EFFECTS", name)
