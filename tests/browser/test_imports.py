"""Lists of merchants on a phone and a desk: handed in, moving by itself, interrupted, done."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from accounts.models import Role
from merchants.importing import jobs, tasks
from merchants.models import ImportJob
from tests.browser.site import Site
from tests.browser.test_team import enter, look
from tests.people import member, organisation

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROWS = "名称,城市,电话\n" + "".join(f"武汉第{n}号小店有限公司,武汉,1380000{n:04d}\n" for n in range(1200)) + ",武汉,\n"


def test_a_list_is_taken_in(page: Page, site: Site, tmp_path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    house = organisation(name="樟树市消费者协会", short_name="樟树消协")
    enter(page, site, member(Role.LEADER, house, display_name="王建国"))
    page.goto("/imports/")
    page.get_by_label("商家名单").set_input_files(
        {"name": "名单.csv", "mimeType": "text/csv", "buffer": "电话\n1\n".encode()}
    )
    page.get_by_role("button", name="导入这份名单").click()
    page.get_by_text("没有名称列").first.wait_for()
    look(page, "imports-wrong-file")
    page.get_by_label("商家名单").set_input_files(
        {"name": "武汉商户名单2026年11月.csv", "mimeType": "text/csv", "buffer": ROWS.encode()}
    )
    page.get_by_role("button", name="导入这份名单").click()
    page.wait_for_url(re.compile(r"/imports/[0-9a-f-]{36}/"))
    look(page, "imports-waiting")
    ImportJob.objects.update(
        state="running", position=600, added=590, run_at=timezone.now() - timedelta(seconds=3), moved_at=timezone.now()
    )
    tasks.gram_index.build()
    page.get_by_text("第600行").wait_for(timeout=6000)  # by itself
    ImportJob.objects.update(moved_at=timezone.now() - jobs.QUIET - timedelta(minutes=1))
    page.get_by_role("button", name="从中断处继续").wait_for(timeout=6000)
    look(page, "imports-interrupted")
    page.get_by_role("button", name="从中断处继续").click()
    page.get_by_text("已从中断处继续").wait_for()
    page.get_by_role("button", name="取消导入").click()
    page.get_by_text("导入到第600行时取消").wait_for()
    look(page, "imports-cancelled")
    page.get_by_role("button", name="从中断处继续").click()
    tasks.go_on_with_imports()
    page.get_by_text("未录入的行和提示").wait_for(timeout=6000)
    look(page, "imports-done")
    page.goto("/imports/")
    look(page, "imports-list")
