"""Every component in every state, at both widths, in both themes, in both languages, and in large print."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looks import look_at
from tests.browser.site import Site


@pytest.mark.parametrize(
    ("name", "cookies"),
    [("sheet", {}), ("sheet-large", {"size": "large"}), ("sheet-en", {"language": "en"})],
    ids=["zh", "large", "en"],
)
def test_component_sheet(page: Page, site: Site, name: str, cookies: dict[str, str]) -> None:
    look_at(page, f"{site.url}/ui/", name, **cookies)


@pytest.mark.parametrize("size", ["standard", "large"])
def test_layout_of_a_desk(page: Page, site: Site, size: str) -> None:
    look_at(page, f"{site.url}/ui/desk/", f"desk-{size}", size=size)


def test_error_summary_takes_focus_and_leads_to_the_field(page: Page) -> None:
    page.goto("/ui/")
    expect(page.locator(".errors")).to_be_focused()
    page.locator(".errors a").first.click()
    expect(page.locator("#id_paid")).to_be_focused()


def test_refused_button_tells_its_reason_by_keyboard_and_tap(page: Page) -> None:
    page.goto("/ui/")
    button = page.locator("[aria-describedby=refused-accept]")
    reason = page.locator("#refused-accept")
    expect(reason).to_be_hidden()
    button.focus()
    expect(reason).to_be_visible()
    button.click(force=True)  # a person can press what is aria-disabled
    page.keyboard.press("Escape")
    expect(reason).to_be_hidden()


def test_preferences_work_without_javascript(page_without_js: Page) -> None:
    page_without_js.goto("/ui/")
    page_without_js.get_by_role("button", name="大字版").click()
    assert page_without_js.url.endswith("/ui/")
    expect(page_without_js.locator("html[data-size=large]")).to_have_count(1)
    page_without_js.get_by_role("button", name="深色").click()
    page_without_js.get_by_role("button", name="English").last.click()
    expect(page_without_js.locator("html[data-theme=dark][lang=en]")).to_have_count(1)
