"""The pages of mediation on a phone and at a desk: a case in mediation, an agreement to sign, the shared court room."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from complaints.models import Case
from mediation.acceptance.actions import accept
from mediation.judicial import actions as court
from mediation.models import ConfirmationPack, SignatureMark
from mediation.panel.actions import appoint
from mediation.referrals import actions as departments
from mediation.sittings import actions as sittings
from mediation.sittings.agreement import Matter, Term, agree, draft_agreement, sign_agreement
from mediation.sittings.notes import write_note
from tests.browser.looks import PICTURES, THEMES, WIDTHS, assert_accessible, assert_fits, set_looks
from tests.browser.site import Site
from tests.mediation import cases
from tests.mediation.cases import Town, assigned, town
from tests.mediation.test_climb import practice
from tests.people import log_in as session_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(cases, "NOW", timezone.now() - timedelta(hours=1))


@pytest.fixture(scope="module")
def place(site: Site) -> Town:
    """One town for all pages: two would share their districts."""
    found = town()
    practice(found)
    return found


def enter(page: Page, site: Site, user: User) -> None:
    """The session that the real door gives staff, second factor included."""
    key = session_of(Client(), user).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site.url}])


def look(page: Page, site: Site, path: str, name: str, themes: tuple[str, ...] = THEMES[:1]) -> None:
    """axe-core, no sideways scrolling, and a picture for each width and theme."""
    PICTURES.mkdir(exist_ok=True)
    for theme in themes:
        set_looks(page, site.url, theme=theme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            answer = page.goto(path)
            assert answer is not None
            assert answer.ok, f"{path}: {answer.status}"
            page.screenshot(path=PICTURES / f"mediation-{name}-{width}-{theme}.png", full_page=True)
            assert_fits(page)
            assert_accessible(page)


def of(case_id: int, name: str, *more: str) -> str:
    return reverse(f"mediation:{name}", args=[Case.objects.get(pk=case_id).public_id, *more])


def mediating(place: Town) -> int:
    now = timezone.now() - timedelta(minutes=30)
    case = assigned(place)
    accept(case_id=case.id, actor=place.acts("officer"), now=now)
    appoint(case_id=case.id, actor=place.acts("officer"), now=now, member_id=place.panel_member.pk)
    return case.id


def test_the_workbench_and_a_case_to_be_accepted(page: Page, site: Site, place: Town) -> None:
    for _ in range(4):
        case = assigned(place)
    enter(page, site, place.officer)
    look(page, site, reverse("mediation:bench"), "bench", THEMES)
    look(page, site, of(case.id, "case"), "case", THEMES)
    look(page, site, of(case.id, "do", "refuse"), "refuse")
    look(page, site, of(case.id, "do", "refer"), "refer")
    look(page, site, of(case.id, "case_tab", "related"), "related")
    page.goto(of(case.id, "do", "accept"))
    page.get_by_role("button", name="受理").click()
    look(page, site, of(case.id, "do", "mediator-appoint"), "appoint")


def test_a_case_in_mediation_with_notes_and_a_sitting(page: Page, site: Site, place: Town) -> None:
    case_id, mediator, now = mediating(place), place.acts("mediator"), timezone.now()
    said = {"staff": "商家坚持先看合同第7条。", "consumer": "两千五百元以上可以接受。", "merchant": "最多退三千元。"}
    for compartment, text in said.items():
        write_note(case_id=case_id, actor=mediator, now=now, compartment=compartment, text=text)
    sitting = sittings.plan_sitting(
        case_id=case_id, actor=mediator, now=now, kind="round_table", mode="on_site", starts_at=now + 2 * DAY,
        place="武昌区消费者协会三楼",
    )  # fmt: skip
    enter(page, site, place.mediator)
    look(page, site, of(case_id, "case_tab", "notes"), "notes")
    look(page, site, of(case_id, "case_tab", "history"), "history")
    look(page, site, of(case_id, "plan"), "plan")
    look(page, site, of(case_id, "draft"), "draft")
    look(page, site, reverse("mediation:sittings"), "sittings")
    look(page, site, reverse("mediation:sitting", args=[sitting.public_id]), "sitting")


def draw_and_sign(page: Page, address: str) -> None:
    """By the mouse, as by a finger; then the name and the tick."""
    page.goto(address)
    page.locator("canvas").scroll_into_view_if_needed()
    box = page.locator("canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 80)
    page.mouse.down()
    for step in range(1, 12):
        page.mouse.move(box["x"] + 40 + 15 * step, box["y"] + 80 + (20 if step % 2 else -20))
    page.mouse.up()
    page.get_by_label("您的姓名").fill("张三测试")
    page.locator("#id_agrees").check()
    page.get_by_role("button", name="签字", exact=True).click()
    page.wait_for_url("**/agreements/*/")


def test_the_agreement_and_the_shared_court_room(page: Page, site: Site, place: Town) -> None:
    case_id, now = mediating(place), timezone.now() - timedelta(minutes=10)
    day = (now + 10 * DAY).date()
    draft = draft_agreement(
        case_id=case_id, actor=place.acts("mediator"), now=now,
        matter=Matter("消费者2026年3月办年卡，5月店铺搬迁。", "余额如何计算。", "武昌区消费者协会", "李祎"),
        terms=[Term("refund", "退年卡余额", day, 285_000, "原路退回"), Term("apology", "书面道歉", day)],
    )  # fmt: skip
    sign_agreement(agreement_id=draft.pk, actor=place.acts("merchant"), now=now)
    enter(page, site, place.consumer)
    look(page, site, reverse("mediation:agreement", args=[draft.public_id]), "agreement")
    look(page, site, reverse("mediation:signing", args=[draft.public_id]), "signing", THEMES)
    draw_and_sign(page, reverse("mediation:signing", args=[draft.public_id]))
    assert SignatureMark.objects.get().kind == "drawn"
    sign_agreement(agreement_id=draft.pk, actor=place.acts("mediator"), now=now)
    agree(case_id=case_id, actor=place.acts("mediator"), now=now)
    look(page, site, of(case_id, "way"), "way")
    court.prepare_confirmation(case_id=case_id, actor=place.acts("consumer"), now=now)
    pack = ConfirmationPack.objects.get(case_id=case_id)
    mediator = place.acts("mediator")
    for step in ("identity", "rights", "reading"):
        court.finish_step(pack_id=pack.pk, step=step, actor=mediator, now=now)
    for who in ("officer", "court", "mediator", "consumer", "merchant"):
        court.enter_room(pack_id=pack.pk, actor=place.acts(who), now=now)
    for kind in ("application", "agreement"):
        court.tick_paper(pack_id=pack.pk, kind=kind, actor=mediator, now=now)
        court.sign_paper(pack_id=pack.pk, kind=kind, actor=mediator, now=now, how="paper", side="consumer")
    enter(page, site, place.mediator)
    look(page, site, reverse("mediation:room", args=[pack.public_id]), "room", THEMES)
    enter(page, site, place.judge)
    look(page, site, reverse("mediation:confirmations"), "confirmations")


def test_the_desk_of_a_department(page: Page, site: Site, place: Town) -> None:
    case = assigned(place)
    departments.refer(
        case_id=case.id, actor=place.acts("officer"), now=timezone.now(), department=place.department,
        kind="suggestion", question="建议对预付卡发卡企业开展检查。",
    )  # fmt: skip
    enter(page, site, place.handler)
    look(page, site, reverse("mediation:referrals"), "referrals")
    page.goto(reverse("mediation:referrals"))
    page.get_by_role("link", name="清禾健身").click()
    look(page, site, page.url, "referral")
