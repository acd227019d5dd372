"""The pages that look after accounts, and those behind their links: looked at on a phone and a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts.actors import Actor
from accounts.care import actions
from accounts.models import Role
from tests.browser.site import Site
from tests.browser.test_team import enter, look
from tests.people import member, person

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_looking_after_an_account(page: Page, site: Site) -> None:
    first = person(is_staff=True, is_superuser=True, display_name="管理员甲")
    second = person(is_staff=True, is_superuser=True, display_name="管理员乙")
    officer = member(Role.OFFICER, email="wang.test@example.com", display_name="王测试", password="x" * 20)
    Authenticator.objects.create(user=officer, type=Authenticator.Type.TOTP, data={"secret": ""})
    enter(page, site, first)
    page.goto(f"{site.url}/people/")
    page.get_by_label("手机号、邮箱或姓名").fill(officer.phone_number.phone)
    page.get_by_role("button", name="查一查").or_(page.locator("button[name=look]")).first.click()
    assert officer.phone_number.phone not in page.url
    look(page, "people")
    page.get_by_role("link", name="王测试").click()
    look(page, "person")
    page.get_by_role("button", name="申请重设第二重验证").click()
    look(page, "person-opened")
    page.goto(f"{site.url}/people/")
    look(page, "people-waiting")
    enter(page, site, second)
    page.goto(f"{site.url}/people/{officer.public_id}/")
    page.get_by_role("button", name="予以确认").click()
    look(page, "person-confirmed")
    actions.send_links(now=timezone.now() + 2 * actions.COOLS)
    other = member(Role.OFFICER)
    Authenticator.objects.create(user=other, type=Authenticator.Type.TOTP, data={"secret": ""})
    now = timezone.now() - 2 * actions.COOLS
    reset = actions.open_reset(user_id=other.pk, reason="video", actor=Actor.admin(first.pk), now=now)
    page.goto(site.url + actions.stop_path(reset))
    look(page, "reset-stop")
    page.goto(site.url + actions.renew_path(reset))
    look(page, "reset-renew")
