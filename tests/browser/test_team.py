"""A leader's team page and the page behind an invitation: looked at on a phone and a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Organisation, Role, User
from accounts.team.actions import invite
from tests.browser.looks import PICTURES, WIDTHS, assert_accessible, assert_fits
from tests.browser.site import Site
from tests.people import log_in as session_of
from tests.people import member, organisation

if TYPE_CHECKING:
    from playwright.sync_api import Page


def enter(page: Page, site: Site, user: User) -> None:
    """The session that the real door gives staff, second factor included."""
    key = session_of(Client(), user).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site.url}])


def look(page: Page, name: str) -> None:
    """axe-core, no sideways scrolling, and a picture for each width."""
    PICTURES.mkdir(exist_ok=True)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)
        assert_fits(page)
        assert_accessible(page)


def house() -> tuple[Organisation, User]:
    found = organisation(name="樟树市消费者协会", short_name="樟树消协")
    return found, member(Role.LEADER, found, display_name="王建国", email="leader@example.org")


def test_a_leader_invites_and_a_guest_accepts(page: Page, site: Site) -> None:
    body, leader = house()
    member(Role.MEDIATOR, body, display_name="周慧敏")
    enter(page, site, leader)
    page.goto("/team/")
    page.get_by_label("电子邮箱").fill("guest@example.org")
    page.get_by_role("button", name="发出邀请").click()
    link = page.locator("code").inner_text()
    look(page, "team")
    enter(page, site, User.objects.create_user(email="guest@example.org"))
    page.goto(link)
    assert body.name in page.inner_text("main")
    look(page, "invitation")
    page.get_by_role("button", name="接受").click()
    assert page.url.endswith("/me/password/")


def test_a_stranger_with_the_link(page: Page, site: Site) -> None:
    body, leader = organisation(), member(Role.LEADER)
    body = leader.memberships.get().organisation
    _row, path = invite(
        organisation_id=body.pk, role="officer", title="", email="other@example.org",
        actor=Actor.officer(leader.pk, body.pk, "leader"), now=timezone.now(),
    )  # fmt: skip
    enter(page, site, User.objects.create_user(email="stranger@example.org"))
    answer = page.goto(path)
    assert answer is not None and answer.status == 403
    look(page, "invitation-refused")
