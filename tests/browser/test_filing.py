"""Filing on a phone, from the first word over the log-in code to the case page; and every screen looked at."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from complaints.models import Case, Evidence
from merchants.matching import index_merchants
from merchants.models import Merchant
from notices.models import RecordedMessage
from tests.browser.looks import PICTURES, assert_accessible, assert_fits, set_looks
from tests.browser.site import Site
from tests.factories import at_t1_consumer, body, merchant
from tests.words import zh

STORY = (
    "3月2日我在清禾健身云岭路店办了一张年卡，3880元，微信付的，还送了6节私教课。"
    "5月20日门口贴了张纸，说店搬到石桥区了。我要退剩下的钱，店长说在走流程，拖了快三周。"
)


def picture(side: int = 1200) -> bytes:
    out = io.BytesIO()
    image = Image.effect_noise((side, side), 80).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    image.save(out, "JPEG", quality=95, exif=exif)
    return out.getvalue()


def looked(page: Page, name: str) -> None:
    """Checked and pictured at both widths."""
    PICTURES.mkdir(exist_ok=True)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)
        assert_fits(page)
        assert_accessible(page)
    page.set_viewport_size({"width": 390, "height": 844})


@pytest.fixture
def shop(site: Site) -> Merchant:
    """One for the module: what a test writes stays until the module ends."""
    name = "武汉清禾健身服务有限公司"
    found = Merchant.objects.filter(name=name).first()
    if found is None:
        body()
        found = merchant(name=name, address="武昌区云岭路118号2层")
        index_merchants([found.pk])
    return found


def test_a_filing_with_evidence_from_the_first_word_to_the_case_page(page: Page, site: Site, shop) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto("/file/")
    page.locator("#id_text").press_sequentially(STORY[:10])
    page.locator("#id_text").fill(STORY)
    page.locator("#id_text").press_sequentially("。")
    expect(page.locator("#read")).to_contain_text(
        zh("Kept, %(when)s. You can close the page and go on later.").split("%")[0].split("，")[0]
    )
    page.get_by_label("¥3,880.00").check()
    page.locator("#id_proofs").set_input_files({"name": "门口告示.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    expect(page.locator("#files")).to_contain_text("门口告示.jpg")
    looked(page, "file-what")
    page.get_by_role("button", name="下一步").click()
    expect(page.locator("#id_paid")).to_have_value("3880.00")
    looked(page, "file-facts")
    page.get_by_role("button", name="下一步").click()
    page.locator("#q").fill("清禾健身")
    page.get_by_text("武汉清禾健身服务有限公司").click()
    looked(page, "file-whom")
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name=zh("refund")).click()
    page.locator("#id_0-title").fill("年卡没用完的部分")
    page.get_by_role("button", name="下一步").click()
    expect(page.locator(".errors")).to_be_focused()
    looked(page, "file-ask")
    page.locator("#id_0-amount").fill("3,040.22")
    page.locator("#id_0-computed").fill("3,880元 ÷ 365天 × 剩余286天")
    page.get_by_role("button", name="下一步").click()
    looked(page, "file-you")
    page.locator("#id_name").fill("张三测试")
    page.get_by_label(zh("Only the family name and the order number")).check()
    page.locator("#id_consent_merchant").check()
    page.locator("#id_consent_body").check()
    page.locator("#id_consent_transfer").check()
    page.get_by_role("button", name="下一步").click()
    page.locator("input[name=target]").fill("13900007788")
    page.locator("form .btn.first").click()
    page.locator("input[name=code]").fill(code_sent())
    page.locator("form .btn.first").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(zh("Everything is kept. Send it?"))
    looked(page, "file-send")
    page.get_by_role("button", name=zh("Send the complaint")).click()
    expect(page.locator(".turn h1")).to_contain_text(zh("answer the complaint"))
    looked(page, "case-filed")
    case = Case.objects.get(complaint__title__startswith="3月2日我在清禾健身")
    assert case.claimed_fen == 304_022
    assert Evidence.objects.filter(complaint=case.complaint).count() == 1
    page.get_by_role("link", name=zh("Evidence %(count)d") % {"count": 1}).click()
    looked(page, "case-evidence")
    assert not complaints, complaints


def code_sent() -> str:
    """What the recorded console holds of the last code."""
    text = str(RecordedMessage.objects.order_by("-id").values_list("body", flat=True)[0])
    found = re.search(r"\d{6}", text)
    assert found
    return found[0]


@pytest.mark.parametrize(
    "cookies", [{"language": "en"}, {"theme": "dark"}, {"size": "large"}], ids=["en", "dark", "large"]
)
def test_the_pages_in_english_in_the_dark_and_in_large_print(page: Page, site: Site, log_in, cookies: dict) -> None:
    case, people = at_t1_consumer()
    log_in(people.consumer)
    set_looks(page, site.url, **cookies)
    name = "-".join(cookies.values())
    for address, title in ((f"/case/{case.public_id}/", "case"), ("/file/what/", "file"), ("/case/", "mine")):
        page.goto(address)
        looked(page, f"{title}-{name}")


def test_an_offer_is_looked_at_and_accepted(page: Page, site: Site, log_in) -> None:
    case, people = at_t1_consumer()
    log_in(people.consumer)
    page.goto(f"/case/{case.public_id}/")
    looked(page, "case-offer")
    page.get_by_text(zh("I have had a final answer")).click()
    page.get_by_role("button", name=zh("Next, look once more")).click()
    looked(page, "act-go-up")
    page.get_by_role("link", name=zh("Back to the case")).click()
    page.goto(f"/case/{case.public_id}/do/withdraw/")
    looked(page, "act-withdraw")
    page.goto(f"/case/{case.public_id}/do/counter/")
    looked(page, "act-counter")
    page.goto("/case/")
    looked(page, "mine")


def test_filing_without_javascript(page_without_js: Page, site: Site, shop) -> None:
    page = page_without_js
    page.goto("/file/")
    page.locator("#id_text").fill(STORY)
    page.locator("#id_proofs").set_input_files({"name": "告示.jpg", "mimeType": "image/jpeg", "buffer": picture(200)})
    page.get_by_role("button", name=zh("Next: a few facts")).click()
    expect(page.locator("#files")).to_contain_text("告示.jpg")  # what was read from the words is shown first
    page.get_by_label("¥3,880.00").check()
    page.get_by_role("button", name=zh("Next: a few facts")).click()
    page.locator("button[name=go]").click()
    page.locator("#q").fill("清禾健身")
    page.get_by_role("button", name=zh("Find"), exact=True).click()
    page.get_by_text("武汉清禾健身服务有限公司").click()
    page.locator(".actbar .btn.first").click()
    page.get_by_role("button", name=zh("refund")).click()
    page.locator("#id_0-amount").fill("3040.22")
    page.locator(".actbar .btn.first").click()
    expect(page.locator("#id_name")).to_be_visible()
