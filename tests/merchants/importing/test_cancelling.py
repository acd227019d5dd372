"""An import that is cancelled, and how long its files stay."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from complaints.models import Rule
from complaints.retention.tasks import dispose_of_due_cases
from merchants.importing import gram_index, jobs, run, tasks
from merchants.importing.keeping import dispose_of_files
from merchants.models import ImportJob, Merchant
from tests.merchants.importing.test_import_pages import ROWS, hand_in, uploads, words
from tests.people import log_in, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
SEVEN = "name\n" + "".join(f"武汉第{n}号店\n" for n in range(7))


@pytest.fixture(autouse=True)
def _media(tmp_path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def leader(client: Client) -> Client:
    return log_in(client, member(Role.LEADER, display_name="王建国"))


def press(client: Client, name: str, job: ImportJob) -> str:
    return words(client.post(reverse(f"imports:{name}", args=[job.public_id]), follow=True))


def shown(client: Client, job: ImportJob) -> str:
    return words(client.get(reverse("imports:job", args=[job.public_id])))


def sliced(monkeypatch) -> None:
    """Two rows a batch, one batch a slice."""
    monkeypatch.setattr(run, "BATCH", 2)
    monkeypatch.setattr(run.ahead.os, "cpu_count", lambda: 1)
    monkeypatch.setattr(jobs, "SLICE", timedelta(seconds=-1))


def test_a_waiting_import_is_cancelled_once_and_goes_on_at_a_press(leader: Client) -> None:
    hand_in(leader, SEVEN)
    job = ImportJob.objects.get()
    assert "取消导入" in shown(leader, job)
    page = press(leader, "cancel", job)
    assert "导入已取消，此前已录入的仍然保留。" in page
    assert "导入到第0行时取消" in page
    assert "名单保存到" in page
    assert "此前已经取消" in press(leader, "cancel", job)
    tasks.go_on_with_imports()
    assert not Merchant.objects.exists()
    press(leader, "resume", job)
    tasks.go_on_with_imports()
    job.refresh_from_db()
    assert (job.state, Merchant.objects.count()) == ("done", 7)
    assert "没有可取消的" in press(leader, "cancel", job)


def test_between_two_slices_what_was_taken_stays(leader: Client, monkeypatch) -> None:
    sliced(monkeypatch)
    hand_in(leader, SEVEN)
    tasks.go_on_with_imports()
    job = ImportJob.objects.get()
    assert not gram_index.present()
    assert "导入到第2行时取消" in press(leader, "cancel", job)
    tasks.go_on_with_imports()
    assert gram_index.present()  # searches do not wait for somebody to go on
    assert Merchant.objects.count() == 2
    hand_in(leader, SEVEN)  # the same list again begins anew
    again = ImportJob.objects.latest("pk")
    assert (ImportJob.objects.count(), again.state, again.position) == (2, "queued", 0)
    for _ in range(5):
        tasks.go_on_with_imports()
    again.refresh_from_db()
    assert (again.state, again.added, again.unchanged, Merchant.objects.count()) == ("done", 5, 2, 7)


def test_a_run_stops_before_its_next_batch(leader: Client, monkeypatch) -> None:
    sliced(monkeypatch)
    hand_in(leader, SEVEN)
    job = ImportJob.objects.get()

    def cancel_after_four(now: ImportJob) -> None:
        if now.position == 4:
            ImportJob.objects.filter(pk=job.pk).update(state="cancelled", finished_at=timezone.now())

    run.run_import(Path(job.stored), job, clock=timezone.now, progress=cancel_after_four)
    job.refresh_from_db()
    assert (job.state, job.position, Merchant.objects.count()) == ("cancelled", 4, 4)
    assert gram_index.present()
    run.run_import(Path(job.stored), job, clock=timezone.now)  # a worker that comes too late does nothing
    job.refresh_from_db()
    assert (job.state, job.position) == ("cancelled", 4)
    call_command("import_merchants", job.stored, verbosity=0)  # whoever types it wants it
    job.refresh_from_db()
    assert (job.state, job.position, Merchant.objects.count()) == ("done", 7, 7)


def test_who_may_hand_in_may_cancel(leader: Client) -> None:
    hand_in(leader, ROWS)
    job = ImportJob.objects.get()
    url = reverse("imports:cancel", args=[job.public_id])
    assert log_in(Client(), member(Role.OFFICER)).post(url).status_code == 403
    assert log_in(Client(), member(Role.LEADER)).post(url).status_code == 404
    assert leader.get(url).status_code == 405
    job.refresh_from_db()
    assert job.state == "queued"


def test_rejected_rows_go_when_their_days_are_over(leader: Client) -> None:
    Rule.objects.filter(name="import_files").update(value=10)
    hand_in(leader, ROWS)
    tasks.go_on_with_imports()
    job = ImportJob.objects.get()
    assert job.finished_at is not None
    path = Path(job.rejects_path)
    assert "未录入的行可以下载到" in shown(leader, job)
    dispose_of_files(now=job.finished_at + timedelta(days=9))
    assert path.exists()
    over = job.finished_at + timedelta(days=25)
    assert (dispose_of_files(now=over), dispose_of_files(now=over)) == (1, 0)
    assert not path.exists()
    assert "保存期满" in shown(leader, job)
    assert leader.get(reverse("imports:rejected", args=[job.public_id])).status_code == 404
    job.refresh_from_db()
    assert (job.state, job.added, job.warned) == ("done", 3, 2)  # the figures stay


def test_the_list_of_a_cancelled_import_goes_too_and_then_nothing_can_go_on(leader: Client) -> None:
    hand_in(leader, ROWS)
    job = ImportJob.objects.get()
    press(leader, "cancel", job)
    ImportJob.objects.update(finished_at=timezone.now() - timedelta(days=60))
    dispose_of_due_cases()  # the nightly sweep
    assert not uploads()
    page = shown(leader, job)
    assert "保存期满" in page
    assert "从中断处继续" not in page


def test_one_set_going_again_keeps_its_list(leader: Client) -> None:
    hand_in(leader, ROWS)
    job = ImportJob.objects.get()
    press(leader, "cancel", job)
    ImportJob.objects.update(state="queued")
    assert dispose_of_files(now=timezone.now() + timedelta(days=90)) == 0
    assert len(uploads()) == 1


def test_without_a_rule_nothing_is_deleted_and_a_file_no_import_names_goes_after_a_day(leader: Client) -> None:
    Rule.objects.filter(name="import_files").delete()
    hand_in(leader, ROWS)
    tasks.go_on_with_imports()
    job = ImportJob.objects.get()
    left = Path(job.rejects_path).with_name("left-behind.csv")
    left.write_text("名称\n")
    assert dispose_of_files(now=timezone.now()) == 0
    assert left.exists()
    os.utime(left, (0, 0))
    os.utime(job.rejects_path, (0, 0))
    assert dispose_of_files(now=timezone.now() + timedelta(days=900)) == 0
    assert not left.exists()
    assert Path(job.rejects_path).exists()
    assert "可以下载到" not in shown(leader, job)
