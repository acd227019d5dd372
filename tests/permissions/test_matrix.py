"""Every route × every role × own or foreign object answers as tests/permissions_matrix.txt says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.people import log_in
from tests.permissions.cast import ROLES, somebody
from tests.permissions.objects import OBJECTS

MATRIX = Path(__file__).parents[1] / "permissions_matrix.txt"
ANSWERS = {"ok", "in", "away", "no", "none", "not", "bad", "skip"}
DOORS = ("/login/", "/staff/login/", "/admin/login/", "/accounts/login/")


@dataclass(frozen=True)
class Line:
    """One line of the matrix."""

    method: str
    route: str
    thing: str
    answers: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.route} {self.thing}"


def lines() -> list[Line]:
    """The matrix, read."""
    found = []
    for text in MATRIX.read_text().splitlines():
        if text.strip() and not text.startswith("#"):
            method, route, thing, *answers = text.split()
            found.append(Line(method, route, thing, dict(zip(ROLES, answers, strict=True))))
    return found


def routes(resolver: URLResolver, namespaces: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    """Every pattern of the house under its full name."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from routes(pattern, inner)
        else:
            yield ":".join((*namespaces, pattern.name or "")), pattern


LINES = lines()
ROUTES = list(routes(get_resolver()))
NAMED = {line.route for line in LINES}


def is_named(route: str) -> bool:
    """By its own name or by `namespace:*`."""
    return route in NAMED or f"{route.rpartition(':')[0]}:*" in NAMED


def test_the_matrix_names_every_route() -> None:
    assert sorted({f"{name}  {pattern.pattern}" for name, pattern in ROUTES if not is_named(name)}) == []


def test_the_matrix_names_no_route_that_is_gone() -> None:
    known = {name for name, _ in ROUTES}
    assert sorted(route for route in NAMED if not route.endswith(":*") and route not in known) == []


def test_each_object_is_tried_as_own_and_as_foreign() -> None:
    pairs: dict[str, set[str]] = {}
    for line in LINES:
        if line.thing != "-":
            name, _, whose = line.thing.partition(".")
            pairs.setdefault(f"{line.route} {name}", set()).add(whose)
    assert {key: whose for key, whose in pairs.items() if whose != {"own", "foreign"}} == {}


def test_the_words_are_known() -> None:
    assert {answer for line in LINES for answer in line.answers.values()} <= ANSWERS
    assert len({str(line) for line in LINES}) == len(LINES)


def answer_of(response: HttpResponseBase) -> str:
    """A response as the matrix says it."""
    status = response.status_code
    if getattr(response, "streaming", False):
        b"".join(response.streaming_content)  # type: ignore[attr-defined]  # read to its end, so that the file closes
    if status in (301, 302, 303):
        return "in" if urlsplit(response["Location"]).path in DOORS else "away"
    words = {400: "bad", 401: "in", 403: "no", 404: "none", 405: "not"}
    return "ok" if status < 300 else words.get(status, str(status))


def urls_of(line: Line, arguments: dict[str, object]) -> list[str]:
    """The address, or all argument-less ones of a namespace."""
    if not line.route.endswith(":*"):
        return [reverse(line.route, kwargs=arguments)]
    found = []
    for name, _ in ROUTES:
        if name.startswith(line.route[:-1]) and name not in NAMED:
            try:
                found.append(reverse(name))
            except NoReverseMatch:
                continue
    return found


def ask(line: Line, role: str) -> set[str]:
    """What this role is answered."""
    who = somebody(role)
    arguments: dict[str, object] = {}
    if line.thing != "-":
        name, _, whose = line.thing.partition(".")
        arguments = OBJECTS[name](who if whose == "own" else somebody(role))
    client = Client()
    if role != "anonymous":
        log_in(client, who.user)
    return {answer_of(getattr(client, line.method.lower())(url)) for url in urls_of(line, arguments)}


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("line", LINES, ids=str)
def test_each_cell(line: Line) -> None:
    found = {role: ask(line, role) for role in ROLES if line.answers[role] != "skip"}
    assert found == {role: {answer} for role, answer in line.answers.items() if answer != "skip"}
