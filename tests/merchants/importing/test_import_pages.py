"""The page that takes lists in: the form, what is wrong with a file, progress, going on, what comes back, who may."""

from __future__ import annotations

import io
import uuid
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from accounts.models import Role
from merchants.importing import forms, jobs, run, tasks
from merchants.models import ImportJob, Merchant
from tests.people import log_in, member, person

pytestmark = pytest.mark.django_db
LIST = reverse("imports:list")
ROWS = (
    "名称,统一社会信用代码,电话\n武汉甲商店,,027-87654321\n武汉乙商店,91420115MA4K2WXY01,\n,,\n=HYPERLINK(1),,不知道\n"
)


@pytest.fixture(autouse=True)
def _media(tmp_path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def leader(client: Client) -> Client:
    return log_in(client, member(Role.LEADER, display_name="王建国"))


def hand_in(client: Client, content: bytes | str, name: str = "名单.csv", token: object = None):
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return client.post(LIST, {"file": file, "token": token or uuid.uuid4()})


def uploads() -> list[Path]:
    folder = Path(forms.jobs.settings.MEDIA_ROOT) / run.FOLDER
    return sorted(each for each in folder.glob("*") if "rejected" not in each.name) if folder.exists() else []


def words(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def test_a_list_from_the_form_to_the_directory(leader: Client) -> None:
    page = leader.get(LIST)
    assert "还没有导入过" in words(page)
    answer = hand_in(leader, ROWS)
    job = ImportJob.objects.get()
    assert answer.headers["location"] == reverse("imports:job", args=[job.public_id])
    assert (job.state, job.file_name, job.total) == ("queued", "名单.csv", 4)
    assert job.started_by is not None
    waiting = leader.get(answer.headers["location"])
    assert "等待" in words(waiting)
    assert 'hx-trigger="every 2s"' in waiting.content.decode()
    tasks.go_on_with_imports()
    done = leader.get(answer.headers["location"])
    assert "第3行，共3行" in words(done)
    assert "hx-trigger" not in done.content.decode()
    assert Merchant.objects.filter(name="武汉甲商店").exists()
    assert not uploads()  # the list itself is not kept
    row = words(leader.get(LIST))
    assert "王建国" in row
    assert "完成" in row


def test_what_was_not_taken_comes_back_as_a_file_without_formulas(leader: Client) -> None:
    hand_in(leader, ROWS)
    tasks.go_on_with_imports()
    job = ImportJob.objects.get()
    answer = leader.get(reverse("imports:rejected", args=[job.public_id]))
    assert answer.headers["content-disposition"].startswith("attachment")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "校验" in text  # the credit code's check digit, in the reader's language
    hand_in(leader, "name\n武汉丙商店\n")
    tasks.go_on_with_imports()
    clean = ImportJob.objects.latest("pk")
    assert leader.get(reverse("imports:rejected", args=[clean.public_id])).status_code == 404


def workbook(rows: list[list[object]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def test_a_workbook(leader: Client) -> None:
    hand_in(leader, workbook([["名称", "电话"], ["武汉甲商店", 13800000001.0]]), "名单.xlsx")
    tasks.go_on_with_imports()
    assert Merchant.objects.get().phones.get().number == "13800000001"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"", "文件是空的"),
        ("a.csv", "名称\n".encode(), "没有数据行"),
        ("a.csv", "电话,城市\n1,武汉\n".encode(), "没有名称列"),
        ("a.xlsx", workbook([["电话"], ["1"]]), "没有名称列"),
        ("a.xlsx", workbook([["名称"]]), "没有数据行"),
        ("a.xlsx", workbook([]), "没有名称列"),
        ("a.xlsx", b"no zip", "无法导入"),
        ("a.xlsx", packed(**{"xl/workbook.xml": b"<x"}), "无法导入"),
        ("a.csv", b"\xff\xfe\x00\x00\xff\xff\xff\xff" * 9, "没有名称列"),
        ("a.pdf", b"%PDF", "只能读取"),
        ("a.csv.gz", b"\x1f\x8b", "只能读取"),
        ("a", b"x", "只能读取"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_at_the_field(
    leader: Client, name: str, content: bytes, says: str
) -> None:
    answer = hand_in(leader, content, name)
    assert answer.status_code == 200
    error = BeautifulSoup(answer.content, "html.parser").find(id="id_file_error")
    assert error is not None
    assert says in error.get_text()
    assert not ImportJob.objects.exists()
    assert not uploads()


def test_nothing_chosen_and_a_file_that_is_too_large(leader: Client, monkeypatch) -> None:
    assert "请选择文件" in words(leader.post(LIST, {"token": uuid.uuid4()}))
    monkeypatch.setattr(forms, "MOST", 10)
    assert "超过100" in words(hand_in(leader, ROWS))
    assert not uploads()


def test_a_workbook_that_unpacks_to_far_more_is_refused(leader: Client, monkeypatch) -> None:
    monkeypatch.setattr(run.files, "MOST_UNPACKED", 1000)
    assert "解压后过大" in words(hand_in(leader, workbook([["名称"], *([["甲店"]] * 500)]), "a.xlsx"))


def test_a_double_press_and_the_same_file_again_are_one_import(leader: Client) -> None:
    token = uuid.uuid4()
    first, second = hand_in(leader, ROWS, token=token), hand_in(leader, ROWS, token=token)
    third = hand_in(leader, ROWS)
    assert first.headers["location"] == second.headers["location"] == third.headers["location"]
    assert (ImportJob.objects.count(), len(uploads())) == (1, 1)
    tasks.go_on_with_imports()
    hand_in(leader, ROWS)  # once it is done it may be handed in again, and changes nothing
    tasks.go_on_with_imports()
    assert list(ImportJob.objects.order_by("pk").values_list("added", "unchanged")) == [(3, 0), (0, 3)]


def test_somebody_elses_token_leads_to_an_import_of_ones_own(leader: Client) -> None:
    token = uuid.uuid4()
    hand_in(leader, ROWS, token=token)
    other = log_in(Client(), member(Role.ADMIN))
    hand_in(other, "name\n武汉丁商店\n", token=token)
    assert ImportJob.objects.count() == 2
    assert len(uploads()) == 2


def interrupted(rows: int = 3) -> ImportJob:
    """As a worker that was killed leaves it."""
    job = ImportJob.objects.get()
    ImportJob.objects.filter(pk=job.pk).update(
        state="running", position=rows, added=rows, run_at=timezone.now() - timedelta(hours=1),
        moved_at=timezone.now() - jobs.QUIET - timedelta(seconds=1),
    )  # fmt: skip
    job.refresh_from_db()
    return job


def test_an_interrupted_import_says_so_and_goes_on_at_a_press(leader: Client) -> None:
    hand_in(leader, "name\n" + "".join(f"武汉第{n}号店\n" for n in range(7)))
    job = interrupted()
    where = reverse("imports:job", args=[job.public_id])
    page = leader.get(where)
    assert "已中断" in words(page)
    assert "从中断处继续" in words(page)
    answer = leader.post(reverse("imports:resume", args=[job.public_id]), follow=True)
    assert "已从中断处继续" in words(answer)
    tasks.go_on_with_imports()
    job.refresh_from_db()
    assert (job.state, job.position, Merchant.objects.count()) == ("done", 7, 4)  # the first three were behind it
    assert "没有可以继续" in words(leader.post(reverse("imports:resume", args=[job.public_id]), follow=True))


def test_beat_goes_on_by_itself_but_not_with_one_that_lives(leader: Client) -> None:
    hand_in(leader, ROWS)
    job = interrupted(1)
    now = timezone.now()
    assert jobs.next_waiting(now) == job
    assert jobs.next_waiting(now - timedelta(minutes=2)) is None


def test_a_long_list_is_taken_in_slices(leader: Client, monkeypatch) -> None:
    monkeypatch.setattr(run, "BATCH", 2)
    monkeypatch.setattr(run.ahead.os, "cpu_count", lambda: 1)
    monkeypatch.setattr(jobs, "SLICE", timedelta(seconds=-1))
    hand_in(leader, "name\n" + "".join(f"武汉第{n}号店\n" for n in range(5)))
    tasks.go_on_with_imports()
    job = ImportJob.objects.get()
    assert (job.state, job.position) == ("queued", 2)
    for _ in range(3):
        tasks.go_on_with_imports()
    job.refresh_from_db()
    assert (job.state, job.position, Merchant.objects.count()) == ("done", 5, 5)


def test_one_that_never_moves_ends_with_a_reason_and_can_be_tried_again(leader: Client) -> None:
    hand_in(leader, ROWS)
    ImportJob.objects.update(stalls=2, run_at=timezone.now())
    tasks.go_on_with_imports()
    job = ImportJob.objects.get()
    assert (job.state, job.error) == ("failed", jobs.STALLED)
    page = leader.get(reverse("imports:job", args=[job.public_id]))
    assert "连续三次" in words(page)
    leader.post(reverse("imports:resume", args=[job.public_id]))
    tasks.go_on_with_imports()
    job.refresh_from_db()
    assert job.state == "done"


def test_an_upload_that_is_gone_is_named(leader: Client) -> None:
    hand_in(leader, ROWS)
    uploads()[0].unlink()
    tasks.go_on_with_imports()
    assert ImportJob.objects.get().error == jobs.GONE


def test_lines_of_a_batch_that_was_not_stored_are_cut_off_the_file(leader: Client) -> None:
    hand_in(leader, ROWS)
    tasks.go_on_with_imports()
    job = ImportJob.objects.get()
    path = Path(job.rejects_path)
    whole = path.read_bytes()
    with path.open("ab") as file:
        file.write(b"9,name,written before the crash\n")
    run._begin(path, job, timezone.now())
    assert path.read_bytes() == whole


def test_the_part_that_moves_is_the_same_in_the_whole_page(leader: Client) -> None:
    hand_in(leader, ROWS)
    where = reverse("imports:job", args=[ImportJob.objects.get().public_id])
    part = leader.get(where, headers={"HX-Request": "true"}).content.decode()
    assert part.startswith("<section")
    shown = [BeautifulSoup(each, "html.parser").find(id="progress") for each in (leader.get(where).content, part)]
    for each in shown:
        assert each is not None
        for token in each.find_all("input", {"name": "csrfmiddlewaretoken"}):
            del token["value"]  # masked anew each time
    assert str(shown[0]) == str(shown[1])


def test_who_may_and_whose(leader: Client) -> None:
    hand_in(leader, ROWS)
    job = ImportJob.objects.get()
    urls = [reverse(f"imports:{name}", args=[job.public_id]) for name in ("job", "rejected")]
    for stranger in (member(Role.OFFICER), member(Role.MEDIATOR), member(Role.HANDLER), person()):
        client = log_in(Client(), stranger)
        assert [client.get(url).status_code for url in (LIST, *urls)] == [403, 403, 403]
    other = log_in(Client(), member(Role.LEADER))
    assert [other.get(url).status_code for url in (LIST, *urls)] == [200, 404, 404]
    assert "名单.csv" not in words(other.get(LIST))
    administrator = log_in(Client(), person(is_staff=True))
    assert administrator.get(urls[0]).status_code == 200
    assert "名单.csv" in words(administrator.get(LIST))
