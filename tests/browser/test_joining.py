"""Joining by a letter's code, the team, and the officer's pages: looked at on a phone and a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from complaints.clocks.calendar import local_day
from complaints.joining import letters
from complaints.joining.codes import new_code
from complaints.models import Case, RuleSet
from merchants.joining.actions import invite
from merchants.models import JoinRequest, Merchant, MerchantMembership
from tests.browser.looks import assert_accessible, look_at
from tests.browser.site import Site
from tests.factories import Cast, cast, file_case
from tests.people import log_in as session_of
from tests.people import person

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def people(db: None) -> Cast:
    """A merchant that has not joined, without a team."""
    if not RuleSet.objects.exists():
        call_command("load_reference")
    found = cast(joined=False)
    MerchantMembership.objects.filter(merchant=found.merchant).delete()
    Merchant.objects.filter(pk=found.merchant.pk).update(name="武汉清禾健身有限公司", address="武昌区云岭路1号")
    return found


def enter(page: Page, site: Site, user: User) -> None:
    key = session_of(Client(), user).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site.url}])


def test_a_letter_opens_the_desk(page: Page, site: Site, people: Cast) -> None:
    case, _ = file_case(people, now=timezone.now(), title="搬店，退年卡余额和私教课")
    code = new_code(case_id=case.pk, merchant_id=people.merchant.pk, actor=Actor.system(), now=timezone.now())
    look_at(page, f"{site.url}/join/", "join-start")
    page.goto(f"{site.url}/join/")
    page.get_by_label("函件上的专用码").fill(code.lower())
    page.get_by_role("button", name="打开函件对应的案件").click()
    assert "武汉清禾健身有限公司" in page.inner_text("main")
    look_at(page, f"{site.url}/join/{code}/", "join-code")
    user = person(display_name="陈立")
    enter(page, site, user)
    page.goto(f"{site.url}/join/{code}/")
    page.get_by_role("button", name="接手本单位工作台").click()
    assert "搬店，退年卡余额和私教课" in page.inner_text("main")
    assert_accessible(page)
    member = MerchantMembership.objects.get(user=user)
    actor = Actor.merchant(user.pk, member.merchant_id, "owner")
    invite(phone="13800001234", role="agent", actor=actor, now=timezone.now())
    look_at(page, f"{site.url}/merchant/team/", "merchant-team")
    look_at(page, f"{site.url}/join/licence/", "join-licence")


def test_the_officers_pages(page: Page, site: Site, people: Cast) -> None:
    case, _ = file_case(people, now=timezone.now(), title="搬店，退年卡余额和私教课")
    Case.objects.filter(pk=case.pk).update(intake_body=people.body)
    enter(page, site, people.officer)
    look_at(page, f"{site.url}/join/letters/{case.public_id}/", "letter-to-post")
    now = timezone.now()
    letters.post(
        case_id=case.pk,
        actor=people.as_officer,
        now=now,
        address="武昌区云岭路1号",
        posted_on=local_day(now),
        number="XA1",
    )
    look_at(page, f"{site.url}/join/letters/", "letters")
    look_at(page, f"{site.url}/join/letters/{case.public_id}/", "letter-on-its-way")
    row = JoinRequest.objects.create(
        user=person(), uscc="91420106MA4KUEA21L", name="武汉清禾健身有限公司", position="店长", licence="licences/none",
        media_type="application/pdf", body=people.body, asked_at=now, merchant=people.merchant,
    )  # fmt: skip
    look_at(page, f"{site.url}/join/requests/", "join-requests")
    look_at(page, f"{site.url}/join/requests/{row.public_id}/", "join-request")
