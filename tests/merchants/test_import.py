"""Taking a list of merchants in: headers, bad rows, a second run, an interrupted run, three formats."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from openpyxl import Workbook

from merchants.importing import run
from merchants.matching import Decision, Query, match, statistics
from merchants.models import Alias, ImportJob, MatchDoc, Merchant, Phone
from tests.merchants import NOW

pytestmark = [pytest.mark.django_db(transaction=False), pytest.mark.usefixtures("django_db_setup_divisions")]

CHINESE = (
    "名称,统一社会信用代码,住所,联系电话,城市,简称\n"
    "武汉绿湾宠物用品有限公司,91420115MA4K2WXY01,武汉市江夏区文化大道88号,027-87654321;13800000001,武汉,绿湾\n"
    "宜昌小满餐饮管理有限公司,,宜昌市西陵区解放路20号,不知道,宜昌,\n"
    ",,某地,,,\n"
    "“！！”,,,,,\n"
)


@pytest.fixture(autouse=True)
def _media(tmp_path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    statistics.forget()


def take(path: Path) -> ImportJob:
    job = run.open_job(path, actor=None, now=timezone.now())
    return run.run_import(path, job, clock=timezone.now)


def held() -> tuple[list, int, int]:
    return list(Merchant.objects.order_by("pk").values_list()), MatchDoc.objects.count(), Phone.objects.count()


def written(tmp_path: Path, text: str, name: str = "list.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def test_takes_rows_and_says_why_it_refuses_others(tmp_path) -> None:
    job = take(written(tmp_path, CHINESE))
    assert (job.state, job.position, job.added, job.rejected, job.warned) == ("done", 4, 2, 2, 2)
    merchant = Merchant.objects.get(name="武汉绿湾宠物用品有限公司")
    assert merchant.uscc is None
    assert merchant.uscc_text == "91420115MA4K2WXY01"  # its check digit fails: kept as text, the row is not lost
    assert merchant.division_code == "420115"
    assert set(merchant.phones.values_list("number", flat=True)) == {"02787654321", "13800000001"}
    assert merchant.aliases.get().kind == Alias.Kind.SHORT
    reasons = list(csv.reader(Path(job.rejects_path).read_text(encoding="utf-8-sig").splitlines()))
    assert [(line[0], line[1]) for line in reasons[1:]] == [("2", "uscc"), ("3", "phone"), ("4", "name"), ("5", "name")]


def test_what_was_imported_is_found(tmp_path) -> None:
    take(written(tmp_path, CHINESE))
    assert match(Query("绿湾宠物用品", region="武汉"), now=NOW).decision is Decision.AUTO
    assert match(Query("027 8765 4321"), now=NOW).candidates[0].name == "武汉绿湾宠物用品有限公司"


def test_a_second_run_changes_nothing(tmp_path) -> None:
    path = written(tmp_path, CHINESE)
    take(path)
    before = held()
    job = take(path)
    assert (job.added, job.changed, job.unchanged) == (0, 0, 2)
    assert before == (
        list(Merchant.objects.order_by("pk").values_list()),
        MatchDoc.objects.count(),
        Phone.objects.count(),
    )


def test_a_changed_row_changes_its_merchant_and_how_it_is_found(tmp_path) -> None:
    code = "91420100MA4K000011"
    digits = next(
        code[:17] + c for c in "0123456789ABCDEFGHJKLMNPQRTUWXY" if run.rows.identifiers.clean_uscc(code[:17] + c)
    )
    take(written(tmp_path, f"name,uscc\n武汉旧名商贸有限公司,{digits}\n"))
    job = take(written(tmp_path, f"name,uscc\n武汉新名商贸有限公司,{digits}\n", "new.csv"))
    assert (job.added, job.changed) == (0, 1)
    assert Merchant.objects.get().name == "武汉新名商贸有限公司"
    assert match(Query("武汉旧名商贸"), now=NOW).decision is Decision.NONE


def test_goes_on_where_it_stopped(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(run, "BATCH", 2)
    monkeypatch.setattr(run.ahead.os, "cpu_count", lambda: 1)
    path = written(tmp_path, "name\n" + "".join(f"武汉第{n}号小店\n" for n in range(7)))

    class Stop(Exception):
        pass

    def stop(job: ImportJob) -> None:
        if job.position >= 4:
            raise Stop

    job = run.open_job(path, actor=None, now=timezone.now())
    with pytest.raises(Stop):
        run.run_import(path, job, clock=timezone.now, progress=stop)
    assert Merchant.objects.count() == 4
    again = run.open_job(path, actor=None, now=timezone.now())
    assert again.pk == job.pk
    run.run_import(path, again, clock=timezone.now)
    assert (again.added, again.position, Merchant.objects.count()) == (7, 7, 7)


def test_the_same_merchant_twice_in_a_file(tmp_path) -> None:
    job = take(
        written(tmp_path, "name,address\n武汉甲商店,中山大道1号\n武汉甲商店,中山大道1号\n武汉甲商店,中山大道2号\n")
    )
    assert (job.added, job.rejected) == (2, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_reads_the_encodings_offices_use(tmp_path, encoding: str) -> None:
    assert take(written(tmp_path, CHINESE, encoding=encoding)).added == 2


def test_reads_xlsx(tmp_path) -> None:
    book = Workbook()
    for row in csv.reader(io.StringIO(CHINESE)):
        book.active.append(row)
    book.active.append(["武汉数字电话商店", None, None, 13800000002.0])
    book.save(tmp_path / "list.xlsx")
    assert take(tmp_path / "list.xlsx").added == 3
    assert Phone.objects.filter(number="13800000002").exists()


def test_reads_json_lines_and_passes_over_broken_ones(tmp_path) -> None:
    lines = [
        json.dumps({"name": "武汉甲商店", "phone": ["13800000003"]}),
        "{",
        "[]",
        json.dumps({"city": "武汉"}),
        "null",
    ]
    job = take(written(tmp_path, "\n".join(lines), "list.jsonl"))
    assert (job.added, job.rejected) == (1, 4)


@pytest.mark.parametrize(
    ("name", "content"), [("a.txt", b"name\n"), ("a.csv", b"city\n\xe6"), ("a.xlsx", b"no zip"), ("a.csv", b"")]
)
def test_refuses_a_file_it_cannot_take(tmp_path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CommandError):
        call_command("import_merchants", str(tmp_path / name))
    assert not ImportJob.objects.filter(state="done").exists()


def test_the_gram_index_is_there_afterwards(tmp_path) -> None:
    from django.db import connection

    take(written(tmp_path, CHINESE))
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('matchdoc_grams')")
        assert cursor.fetchone()[0] is not None
