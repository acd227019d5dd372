"""The front page and the small public pages, at both widths, in both themes and languages."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from complaints.evaluation.actions import withdraw
from complaints.lifecycle.states import Withdrawal
from tests.browser.looks import look_at
from tests.browser.site import Site
from tests.factories import START, cast, file_case


@pytest.fixture(scope="module", autouse=True)
def closed_cases(site: Site) -> None:
    """Some that ended, before the page is first asked for."""
    people = cast()
    for kind in (Withdrawal.PAID, Withdrawal.PAID, Withdrawal.PAID, Withdrawal.UNPAID):
        case, _people = file_case(people)
        withdraw(case_id=case.pk, actor=people.as_consumer, now=START + timedelta(days=1), withdrawal=kind)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_front_page(page: Page, site: Site, language: str) -> None:
    look_at(page, f"{site.url}/", f"front-{language}", language=language)


def test_preferences_page(page: Page, site: Site) -> None:
    look_at(page, f"{site.url}/preferences/", "preferences")


def test_a_page_that_is_not_there(page: Page, site: Site) -> None:
    answer = page.goto("/no-such-page/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("没有这个页面")
    page.screenshot(path="test-results/404-390.png")
