"""The gram index after an import that was killed, one import at a time, and lines ready to be copied."""

import time
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from config.health.checks import findings
from merchants.importing import gram_index, run
from merchants.importing.lines import Ready, line, ready
from merchants.importing.rows import Record, parse
from merchants.importing.tasks import mend_gram_index
from merchants.matching.places import NOWHERE
from merchants.models import MatchDoc, Merchant

pytestmark = pytest.mark.django_db


def index_health() -> tuple[bool, str]:
    finding = next(row for row in findings(timezone.now()) if row.name == "商家名称索引")
    return finding.good, finding.value


def test_beat_builds_what_is_missing_and_the_health_page_says_so() -> None:
    assert index_health() == (True, "已建立")
    gram_index.drop()
    assert index_health() == (False, "缺失")
    mend_gram_index()
    assert index_health() == (True, "已建立")
    assert gram_index.mend() is False


def test_migrate_builds_what_is_missing() -> None:
    gram_index.drop()
    call_command("migrate", "merchants", verbosity=0)
    assert gram_index.present()


def test_nobody_builds_while_an_import_runs(second_connection) -> None:
    gram_index.drop()
    with second_connection() as other:
        other.execute("SELECT pg_advisory_lock(%s)", [gram_index._LOCK])
        assert gram_index.under_way()
        assert index_health() == (True, "正在导入")
        assert gram_index.mend() is False
    assert gram_index.mend() is True


def test_a_second_import_waits_for_the_first(second_connection, tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name\n武汉甲商店\n", encoding="utf-8")
    with second_connection() as other:
        other.execute("SELECT pg_advisory_lock(%s)", [gram_index._LOCK])
        with pytest.raises(CommandError, match="another import is running"):
            call_command("import_merchants", str(path))
    assert not Merchant.objects.exists()
    call_command("import_merchants", str(path), verbosity=0)
    assert Merchant.objects.count() == 1


@pytest.fixture
def second_connection():
    """Another session with the same database, as another process has it."""
    from contextlib import contextmanager

    import psycopg2

    @contextmanager
    def opened():
        other = psycopg2.connect(**connection.get_connection_params())
        other.autocommit = True
        try:
            yield other.cursor()
        finally:
            other.close()
            time.sleep(0.05)  # the server notices the end of a session a moment later

    return opened


def test_rows_met_again_in_a_later_batch_are_compared_not_copied(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(run, "BATCH", 2)
    monkeypatch.setattr(run.ahead.os, "cpu_count", lambda: 1)
    path = tmp_path / "list.csv"
    path.write_text("name,phone\n武汉甲店,\n武汉乙店,\n武汉甲店,13800000001\n武汉丙店,\n武汉乙店,\n", encoding="utf-8")
    job = run.run_import(path, run.open_job(path, actor=None, now=timezone.now()), clock=timezone.now)
    assert (job.added, job.changed, job.unchanged) == (3, 1, 1)
    assert Merchant.objects.get(name="武汉甲店").phones.count() == 1


def test_a_row_with_other_names_comes_whole_into_an_empty_directory(tmp_path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,简称,网址\n武汉甲店,甲子,https://a.example.cn/x\n武汉乙店,,\n", encoding="utf-8")
    job = run.run_import(path, run.open_job(path, actor=None, now=timezone.now()), clock=timezone.now)
    assert (job.added, MatchDoc.objects.count()) == (2, 3)
    first = Merchant.objects.get(name="武汉甲店")
    assert (first.aliases.get().text, first.sites.count()) == ("甲子", 1)


@pytest.mark.parametrize("name", ["甲\\N店", "甲\\店", 'a"b,c{d}', "甲\u3000店"])
def test_what_is_copied_is_what_was_written(tmp_path, name: str) -> None:
    record = parse({"name": name, "address": name}, NOWHERE)
    assert isinstance(record, Record)
    run.load.insert([ready(record)], datetime(2026, 11, 24, tzinfo=UTC))
    merchant = Merchant.objects.get()
    assert (merchant.name, merchant.address, merchant.uscc) == (name, name, None)


def test_cells_of_a_line() -> None:
    assert line((None, True, False, 3, "a\tb\\c\nd")) == "\\N\tt\tf\t3\ta\\tb\\\\c\\nd"
    assert Ready.__doc__
