"""A walk over the links, once a route: no page has an axe-core violation, scrolls sideways or complains in the console.

The walk starts at the front page and follows links as each kind of reader; of pages that answer to the same URL name
only the first is looked at. Pictures lie in test-results/walk/.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error as PlaywrightError

from tests.browser.looks import PICTURES, WIDTHS, assert_accessible, assert_fits
from tests.browser.site import Site
from tests.factories import Cast, at_t1_consumer, at_t2_accepted, cast, file_case

if TYPE_CHECKING:
    from playwright.sync_api import Page

STARTS = ("/", "/login/", "/staff/login/")
NOT_OURS = ("/admin/", "/static/", "/files/")
ELSEWHERE = ("sheet:",)  # has a test of its own
# walked as the consumer
THE_SAME_FOR_ALL = ("about:", "preferences:", "mfa_", "password", "second_factor", "sessions", "own_data")
MOST_PAGES = 120


def _route(path: str) -> str | None:
    """Name of the page at a path, None for pages that are not drawn by our templates."""
    if path.startswith(NOT_OURS):
        return None
    try:
        return resolve(path).view_name
    except Resolver404:
        return f"broken:{path}"


def _look(page: Page, answer: Any, name: str) -> None:
    assert answer.status == 200, f"{page.url}: {answer.status}"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=PICTURES / "walk" / f"{name.replace(':', '-')}-{width}.png", full_page=True)
        assert_fits(page)
        try:
            assert_accessible(page)
        except AssertionError as found:
            raise AssertionError(f"{page.url} at {width} px: {found}") from None


def walk(page: Page, site: Site, who: str, leave_out: tuple[str, ...] = ()) -> set[str]:
    """Visit every route that links lead to, but those whose names begin with `leave_out`; the names of those seen."""
    (PICTURES / "walk").mkdir(parents=True, exist_ok=True)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    waiting, seen = list(STARTS), set[str]()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        name = _route(urlsplit(path).path)
        if name is None or name in seen or name.startswith(ELSEWHERE + leave_out):
            continue
        assert not name.startswith("broken:"), f"a link leads to {path}, where no page is"
        seen.add(name)
        try:
            answer = page.goto(path)
        except PlaywrightError as problem:
            if "Download is starting" in problem.message:
                continue
            raise
        assert answer is not None
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        landed = _route(urlsplit(page.url).path)
        if landed != name:
            if landed is None or landed in seen:
                continue
            seen.add(landed)
        _look(page, answer, f"{who}-{landed or name}")
        links = page.eval_on_selector_all("a[href]:not([download])", "found => found.map(link => link.href)")
        waiting += [urldefrag(link.removeprefix(site.url))[0] for link in links if link.startswith(f"{site.url}/")]
    assert not complaints, complaints
    return seen


def test_the_public(page: Page, site: Site) -> None:
    assert {"front:front", "login"} <= walk(page, site, "public")


@pytest.fixture(scope="module")
def cases(site: Site) -> Cast:
    """One cast with cases on three steps of the ladder."""
    people = cast()
    file_case(people)
    at_t1_consumer(people)
    at_t2_accepted(people)
    return people


@pytest.mark.parametrize("who", ["consumer", "agent", "officer", "mediator"])
def test_a_party(page: Page, site: Site, log_in: Callable[..., None], cases: Cast, who: str) -> None:
    log_in(getattr(cases, who))
    seen = walk(page, site, who, () if who == "consumer" else THE_SAME_FOR_ALL)
    assert {"front:front", "me"} <= seen


@pytest.mark.parametrize("language", ["en"])
def test_the_public_in_english(page: Page, site: Site, language: str) -> None:
    page.context.add_cookies([{"name": "hejie_language", "value": language, "url": site.url}])
    walk(page, site, f"public-{language}")
