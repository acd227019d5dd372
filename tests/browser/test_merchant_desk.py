"""A merchant's inbox and an answer, on a phone and a desk, with and without JavaScript."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from complaints.clocks.sweep import sweep
from complaints.merchantdesk.actions import hand_over, say
from complaints.models import Case, Complainant, ContactScope, RuleSet
from tests.browser.looks import look_at
from tests.browser.site import Site
from tests.factories import Cast, cast, file_case, promise_lines
from tests.people import log_in as session_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

TITLES = ("私教停课，要求退课", "扣费后未开通年卡", "搬店，退年卡余额和私教课", "会籍冻结后仍扣月费", "更衣柜物品遗失")


@pytest.fixture
def people(db: None) -> Cast:
    """The team of a gym."""
    if not RuleSet.objects.exists():
        call_command("load_reference")
    found = cast()
    found.merchant.name = "清禾健身"
    found.merchant.save()
    User.objects.filter(pk=found.agent.pk).update(display_name="陈立")
    return found


def filed(people: Cast, days_ago: float, title: str) -> Case:
    return file_case(people, now=timezone.now() - timedelta(days=days_ago), title=title)[0]


def enter(page: Page, site: Site, user: User) -> None:
    key = session_of(Client(), user, second_factor=False).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site.url}])


def test_the_inbox_looks_as_drawn(page: Page, site: Site, people: Cast) -> None:
    cases = [filed(people, 6.6 - n * 1.2, title) for n, title in enumerate(TITLES)]
    member = people.agent.merchant_memberships.get()
    hand_over(case_id=cases[1].pk, member_id=member.pk, note="", actor=people.as_merchant, now=timezone.now())
    enter(page, site, people.agent)
    look_at(page, f"{site.url}/merchant/", "merchant-inbox")
    look_at(page, f"{site.url}/merchant/?tab=closed", "merchant-inbox-empty")


def test_the_answer_looks_as_drawn(page: Page, site: Site, people: Cast) -> None:
    case = filed(people, 2.5, TITLES[2])
    Complainant.objects.filter(complaint_id=case.complaint_id).update(contact_scope=ContactScope.SHARE)
    say(case_id=case.pk, actor=people.as_merchant, now=timezone.now(), text="您好，我们正在核对您的消课记录。")
    enter(page, site, people.agent)
    look_at(page, f"{site.url}/merchant/cases/{case.public_id}/", "merchant-answer")
    look_at(page, f"{site.url}/merchant/cases/{case.public_id}/do/not-ours/", "merchant-not-ours")


def answer_with(page: Page, site: Site, case: Case) -> None:
    page.goto(f"{site.url}/merchant/cases/{case.public_id}/")
    first, second = page.locator("fieldset.answer").all()
    first.get_by_text("另提方案").click()
    first.get_by_label("金额").fill("2600元")
    second.get_by_text("不同意").click()
    second.get_by_label("理由").select_option("told_before")
    page.locator("#id_note").fill("门店搬迁给您添麻烦了")
    page.get_by_role("button", name="发送答复").click()
    assert "请写明最晚哪一天完成" in page.inner_text("main")
    assert page.locator("#id_note").input_value() == "门店搬迁给您添麻烦了"
    due = timezone.localdate() + timedelta(days=9)
    page.locator("fieldset.answer").first.get_by_label("几号前").fill(f"{due.month}月{due.day}日")
    page.get_by_role("button", name="发送答复").click()
    assert "答复已发出" in page.inner_text("main")
    assert "¥2,600.00" in page.inner_text("main")


def test_answering_on_a_phone(page: Page, site: Site, people: Cast) -> None:
    case = filed(people, 2.5, TITLES[2])
    enter(page, site, people.agent)
    answer_with(page, site, case)
    look_at(page, f"{site.url}/merchant/cases/{case.public_id}/", "merchant-answered")


def test_answering_without_javascript(page_without_js: Page, site: Site, people: Cast) -> None:
    case = filed(people, 2.5, TITLES[2])
    page_without_js.set_viewport_size({"width": 1280, "height": 900})
    enter(page_without_js, site, people.agent)
    answer_with(page_without_js, site, case)


def test_late_and_performing(page: Page, site: Site, people: Cast) -> None:
    from complaints.reconciliation.actions import accept, answer

    late, due = filed(people, 9, TITLES[0]), filed(people, 3, TITLES[1])
    sweep(timezone.now())
    now = timezone.now()
    answer(case_id=due.pk, actor=people.as_merchant, now=now, lines=promise_lines(due, now))
    accept(case_id=due.pk, actor=people.as_consumer, now=now)
    enter(page, site, people.agent)
    look_at(page, f"{site.url}/merchant/cases/{late.public_id}/", "merchant-late")
    look_at(page, f"{site.url}/merchant/cases/{due.public_id}/", "merchant-performing")
