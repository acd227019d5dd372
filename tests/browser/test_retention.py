"""The officers' page of cases whose time ends: looked at on a phone and a desk, a case held and let go."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from complaints.lifecycle.perform import perform
from complaints.models import RetentionHold
from tests.browser.site import Site
from tests.browser.test_team import enter, look
from tests.factories import file_case

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_holding_a_case(page: Page, site: Site) -> None:
    then = timezone.now() - timedelta(days=3 * 365 - 40)
    case, people = file_case(now=then)
    perform(case.pk, "withdraw", actor=people.as_consumer, now=then, details={"withdrawal": "paid"})
    enter(page, site, people.officer)
    page.goto(f"{site.url}/retention/")
    look(page, "retention")
    page.get_by_label("为什么").or_(page.locator("select[name=reason]")).first.select_option("archive")
    page.locator("form button.slim").first.click()
    look(page, "retention-held")
    assert RetentionHold.objects.filter(case=case, lifted_at=None).count() == 1
    page.get_by_role("button", name="解除保留").click()
    assert not RetentionHold.objects.filter(lifted_at=None).exists()
