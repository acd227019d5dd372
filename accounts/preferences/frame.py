"""Styles, header and footer: alike on every page of a reader, so they are drawn once a process and not once a page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from accounts.preferences.navigation import Door, doors

# Stands for the page itself, to which a change of display comes back. No address holds this character.
HERE = "\N{REPLACEMENT CHARACTER}"
Marked = list[tuple[Door, bool]]


@dataclass(frozen=True)
class Frame:
    """All that header and footer depend on, beside the page itself. `here`: the doors the page lies behind."""

    language: str
    theme: str
    size: str
    role: str
    house: str
    operator: str
    here: frozenset[str]
    path: str = HERE

    def _marked(self, part: str) -> Marked:
        return [(door, door.name in self.here) for door in doors(part)]

    @cached_property
    def header(self) -> Marked:
        """Doors of the header for this reader's role; the flag marks the one they are behind."""
        return self._marked(self.role)

    @cached_property
    def mine(self) -> Marked:
        """The reader's own corner, at the end of the header."""
        return self._marked(f"mine.{self.role}")

    @cached_property
    def footer(self) -> Marked:
        return self._marked("footer")

    @cached_property
    def menu(self) -> Marked:
        """What a phone's menu adds to the footer: the header's doors that the footer does not have."""
        there = {door.name for door, _here in self.footer}
        return [(door, here) for door, here in self.header + self.mine if door.name not in there]


def doors_here(role: str, path: str) -> frozenset[str]:
    """Names of the doors of a role's frame that a path lies behind: of one inside another, the inner one."""
    found = [door for part in (role, f"mine.{role}", "footer") for door in doors(part) if door.is_here(path)]
    longest = max((len(door.path) for door in found), default=0)
    return frozenset(door.name for door in found if len(door.path) == longest)


@lru_cache(maxsize=512)
def _drawn(part: str, frame: Frame) -> str:
    return render_to_string(f"frame/{part}.html", {"site": frame})


def draw(part: str, frame: Frame, path: str) -> SafeString:
    """`head`, `top` or `foot` for a page at `path` (with its query); the language of `frame` is the active one."""
    # both are escaped already: the one by its template, the other here
    return mark_safe(_drawn(part, frame).replace(HERE, escape(path)))
