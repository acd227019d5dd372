"""The door in the browser: by code with and without JavaScript, staff with an app and with a passkey."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from accounts.models import Role, User
from notices.models import RecordedMessage
from tests.browser.looks import PICTURES, WIDTHS, assert_accessible, assert_fits
from tests.people import member, person

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.site import Site

PASSWORD = "一个很长的口令 1"


def look(page: Page, name: str) -> None:
    """axe-core, no sideways scrolling, and a picture for each width."""
    PICTURES.mkdir(exist_ok=True)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)
        assert_fits(page)
        assert_accessible(page)


def newest_code() -> str:
    found = re.search(r"\d{6}", RecordedMessage.objects.latest("id").body)
    assert found
    return found[0]


def test_what_was_typed_survives_a_lost_session(page: Page, log_in: Callable[..., None]) -> None:
    user = person()
    log_in(user)
    page.goto("/join/licence/")
    page.get_by_label("执照上的名称").fill("武昌小面馆")
    page.locator("input[name=position]").fill("店长")
    Session.objects.all().delete()
    page.locator("form[data-keep] button.first").click()
    page.get_by_label("手机号或邮箱").fill(user.phone_number.phone)
    page.get_by_role("button", name="给我发验证码").click()
    page.get_by_label("6位验证码").fill(newest_code())
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/join/licence/")
    expect(page.locator("[data-kept-notice]")).to_be_visible()
    expect(page.get_by_label("执照上的名称")).to_have_value("武昌小面馆")
    expect(page.locator("input[name=position]")).to_have_value("店长")
    page.reload()
    expect(page.locator("input[name=position]")).to_have_value("")
    assert "面馆" not in page.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)")


def test_asked_again(page: Page, log_in: Callable[..., None]) -> None:
    log_in(member(Role.OFFICER, email="again@example.com", password=PASSWORD), ago=700)
    page.goto("/me/contact/")
    look(page, "confirm")
    page.get_by_role("button", name="发送验证码到").first.click()
    look(page, "confirm-code")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="确认是我").first.click()
    page.wait_for_url("**/me/contact/")


def test_by_code(page: Page) -> None:
    page.goto("/login/?next=/me/sessions/")
    page.get_by_label("手机号或邮箱").fill("12345")
    page.get_by_role("button", name="给我发验证码").click()
    look(page, "login-refused")
    page.get_by_label("手机号或邮箱").fill("138 0000 1234")
    page.get_by_role("button", name="给我发验证码").click()
    assert "138****1234" in page.inner_text("main")
    look(page, "login-code")
    page.get_by_label("6位验证码").fill("000000" if newest_code() != "000000" else "000001")
    page.get_by_role("button", name="登录").click()
    look(page, "login-code-wrong")
    page.get_by_label("6位验证码").fill(newest_code())
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/me/sessions/")
    look(page, "sessions")
    page.goto("/me/")
    look(page, "me")
    for name in ("contact", "data", "password"):
        page.goto(f"/me/{name}/")
        look(page, f"me-{name}")
    page.goto("/me/")
    page.get_by_role("button", name="退出登录").click()
    page.goto("/me/")
    assert "/login/" in page.url


def test_without_javascript(page_without_js: Page) -> None:
    page = page_without_js
    page.goto("/login/")
    page.get_by_label("手机号或邮箱").fill("wang@example.com")
    page.get_by_role("button", name="给我发验证码").click()
    assert "w***@example.com" in page.inner_text("main")


def staff(email: str) -> User:
    return member(Role.OFFICER, email=email, password=PASSWORD)


def come_in(page: Page, email: str) -> None:
    page.goto("/staff/login/")
    page.get_by_label("电子邮箱").fill(email)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def test_staff_with_an_app(page: Page) -> None:
    staff("app@example.com")
    come_in(page, "app@example.com")
    look(page, "second-factor")
    page.get_by_role("link", name=re.compile("验证器App")).click()
    look(page, "second-factor-app")
    secret = page.locator("ol .num").inner_text()

    def fill(button: str) -> None:
        if time.time() % 30 > 20:  # a code must reach the server within its half minute
            next_code()
        code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
        page.get_by_label("验证码").fill(code)
        page.get_by_role("button", name=button, exact=True).click()

    def next_code() -> None:
        page.wait_for_timeout((30 - time.time() % 30) * 1000 + 100)

    fill("开始使用")
    look(page, "recovery-codes")
    page.get_by_role("link", name="去我的工作台").click()
    fill("确认是我")
    page.goto("/accounts/2fa/")
    look(page, "second-factors")
    page.goto("/me/")
    page.get_by_role("button", name="退出登录").click()
    come_in(page, "app@example.com")
    look(page, "second-factor-asked")
    next_code()  # each is good for one log-in
    fill("登录")
    page.wait_for_url(lambda url: "/login/" not in url and "/2fa/" not in url)
    page.goto("/me/")
    assert page.url.endswith("/me/")


def test_staff_with_a_passkey(page: Page, site: Site) -> None:
    """Chromium's virtual authenticator; a passkey needs a host name, which an address is not."""
    staff("passkey@example.com")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    home = site.url.replace("127.0.0.1", "localhost")

    def password() -> None:
        page.goto(f"{home}/staff/login/")
        page.get_by_label("电子邮箱").fill("passkey@example.com")
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()

    password()
    page.get_by_role("link", name=re.compile("通行密钥")).click()
    page.get_by_label("给这个通行密钥起个名字").fill("办公室电脑")
    page.get_by_role("button", name="添加这台设备").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto(f"{home}/me/")
    page.get_by_role("button", name="退出登录").click()
    password()
    page.wait_for_url("**/accounts/2fa/authenticate/")
    page.get_by_role("button", name="使用通行密钥").click()
    page.wait_for_url(lambda url: "/accounts/2fa/" not in url)
    page.goto(f"{home}/me/")
    assert page.url == f"{home}/me/"
