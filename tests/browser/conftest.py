"""The browser rig: headless Chromium against a real server process with its own database.

`site` is one per test module; inside its tests Django's connection reads and writes the same database as the server,
and what a test writes stays until the module ends. `page` is a fresh browser window, `log_in(user)` opens its session.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from tests import people
from tests.browser.site import Site, copied_database, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--font-render-hinting=none"]
LANGUAGES = {"zh-hans": "zh-CN", "en": "en-GB"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test below this folder needs the browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run. Its event loop would make Django refuse the ORM, hence the variable."""
    if not Path(CHROMIUM).exists() and not shutil.which("chromium"):
        pytest.skip("no Chromium here; ./dev test browser installs it")
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def site(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """The running site of this module."""
    name = f"hejie_browser_{os.getpid()}_{request.module.__name__.rsplit('.', 1)[-1]}"[:60]
    log = tmp_path_factory.mktemp("server") / "web.log"
    with django_db_blocker.unblock(), copied_database(name), served(name, log) as running:
        yield running


@pytest.fixture
def db(site: Site) -> None:
    """Instead of pytest-django's: no transaction to roll back, what a test writes the server must see."""


def _window(browser: Browser, site: Site, **options: Any) -> Iterator[Page]:
    """A fresh window, in Chinese, of a phone's size; what the server said of a fault is printed."""
    context = browser.new_context(
        base_url=site.url,
        locale=LANGUAGES["zh-hans"],
        viewport={"width": 390, "height": 844},
        reduced_motion="reduce",
        **options,
    )
    context.set_default_timeout(15_000)
    faults: list[str] = []
    context.on("response", lambda answer: faults.append(answer.url) if answer.status >= 500 else None)
    yield context.new_page()
    context.close()
    if faults:
        sys.stdout.write(f"{faults}\n{site.log.read_text()[-6000:]}")


@pytest.fixture
def page(browser: Browser, site: Site, db: None) -> Iterator[Page]:
    """A window to look at the site with."""
    yield from _window(browser, site)


@pytest.fixture
def page_without_js(browser: Browser, site: Site, db: None) -> Iterator[Page]:
    """The same with JavaScript off: everything that matters must work."""
    yield from _window(browser, site, java_script_enabled=False)


@pytest.fixture
def log_in(page: Page, site: Site) -> Callable[..., None]:
    """Give the window a person's session as the real door makes it, without walking through the log-in pages."""

    def enter(user: User, *, second_factor: bool = True, ago: int = 0) -> None:
        key = (
            people.log_in(Client(), user, second_factor=second_factor, ago=ago)
            .cookies[settings.SESSION_COOKIE_NAME]
            .value
        )
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site.url}])

    return enter
