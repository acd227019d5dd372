"""Doors in the header and footer, per role. The table is config's (settings.NAVIGATION); here it is read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string

from accounts.hats import actor_of, wearable


@dataclass(frozen=True)
class Door:
    """A link of the navigation: a URL name, its label (lazy) and the shorter one for a phone, where it leads."""

    name: str
    label: str
    short: str
    path: str

    def is_here(self, path: str) -> bool:
        """Whether the page at `path` lies behind this door."""
        return path == self.path or (self.path != "/" and path.startswith(self.path))


@lru_cache(maxsize=64)
def door_path(name: str) -> str | None:
    """Path of a URL name, or None while no page of this installation answers to it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


@lru_cache(maxsize=32)
def doors(part: str) -> tuple[Door, ...]:
    """The doors of one part of the table (`public`, `merchant`, …, `footer`) that can be opened."""
    table = import_string(f"{settings.NAVIGATION}.DOORS")
    found = []
    for name, label, *short in table.get(part, ()):
        path = door_path(name)
        if path is not None:
            found.append(Door(name, label, short[0] if short else label, path))
    return tuple(found)


def role_of(request: HttpRequest) -> str:
    """Which row of the table a reader sees: the kind of actor they are in this request."""
    return actor_of(request).kind.value


def house_of(request: HttpRequest) -> str:
    """Name of the body or merchant the reader acts for; "" for a consumer and the public."""
    if not request.user.is_authenticated:
        return ""
    actor = actor_of(request)
    return next((hat.house for hat in wearable(request, actor.kind) if hat.actor == actor), "")


@lru_cache(maxsize=1)
def paths() -> dict[str, str]:
    """Every named door of the table by its name with `_` for `:`, "" when closed, so a template can ask."""
    table = import_string(f"{settings.NAVIGATION}.DOORS")
    names = {door[0] for part in table.values() for door in part}
    return {name.replace(":", "_").replace("-", "_"): door_path(name) or "" for name in sorted(names)}
