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

from accounts.models import User
from tests.browser.looks import PICTURES, WIDTHS, assert_accessible, assert_fits
from tests.browser.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

STARTS = ("/", "/login/", "/staff/login/")
NOT_OURS = ("/admin/", "/static/", "/files/")
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


def walk(page: Page, site: Site, who: str) -> set[str]:
    """Visit every route that links lead to; the names of those seen."""
    (PICTURES / "walk").mkdir(parents=True, exist_ok=True)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    waiting, seen = list(STARTS), set[str]()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        name = _route(urlsplit(path).path)
        if name is None or name in seen:
            continue
        assert not name.startswith("broken:"), f"a link leads to {path}, where no page is"
        seen.add(name)
        answer = page.goto(path)
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


def test_a_consumer(page: Page, site: Site, log_in: Callable[[Any], None]) -> None:
    log_in(User.objects.create_user(email="zhang@example.cn", display_name="张敏"))
    assert {"front:front", "me"} <= walk(page, site, "consumer")


@pytest.mark.parametrize("language", ["en"])
def test_the_public_in_english(page: Page, site: Site, language: str) -> None:
    page.context.add_cookies([{"name": "hejie_language", "value": language, "url": site.url}])
    walk(page, site, f"public-{language}")
