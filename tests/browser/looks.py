"""What is checked of a page in the browser: axe-core, no sideways scrolling, no console errors; and its pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

if TYPE_CHECKING:
    from playwright.sync_api import Page

PICTURES = Path(settings.BASE_DIR) / "test-results"
WIDTHS = (390, 1280)
THEMES = ("light", "dark")
AXE = {"resultTypes": ["violations"]}


def assert_accessible(page: Page) -> None:
    """axe-core finds nothing on the page as it stands."""
    violations: list[dict[str, Any]] = Axe().run(page, options=AXE).response["violations"]
    found = [
        {
            "rule": violation["id"],
            "help": violation["help"],
            "nodes": [node["html"][:200] for node in violation["nodes"][:4]],
        }
        for violation in violations
    ]
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)


def assert_fits(page: Page) -> None:
    """Nothing makes the page scroll sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"


def set_looks(page: Page, url: str, **cookies: str) -> None:
    """Theme, size or language as the preferences page would keep them."""
    page.context.add_cookies([{"name": f"hejie_{name}", "value": value, "url": url} for name, value in cookies.items()])


def look_at(page: Page, url: str, name: str, **cookies: str) -> None:
    """Visit at both widths in both themes; check each; keep a picture of each in test-results/."""
    PICTURES.mkdir(exist_ok=True)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for theme in THEMES:
        set_looks(page, url, theme=theme, **cookies)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844 if width == WIDTHS[0] else 900})
            answer = page.goto(url)
            assert answer is not None
            assert answer.ok, f"{url}: {answer.status}"
            page.screenshot(path=PICTURES / f"{name}-{width}-{theme}.png", full_page=True)
            assert_fits(page)
            assert_accessible(page)
    assert not complaints, complaints
