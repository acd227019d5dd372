"""The committed divisions, loaded: current law, history, and never a digit cut."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from datetime import date

import pytest
from django.utils.translation import override

from accounts.divisions import Divisions, UnknownDivision, fixture
from accounts.divisions.history import Row, merge, read_spans, stem, with_successors
from accounts.models import Division

pytestmark = pytest.mark.django_db


@pytest.fixture
def divisions() -> Divisions:
    fixture.load()
    return Divisions.load()


def test_a_second_load_writes_nothing(divisions: Divisions) -> None:
    before = Division.objects.order_by("-updated_at").first().updated_at
    fixture.load()
    assert Division.objects.order_by("-updated_at").first().updated_at == before
    assert Divisions.load() is divisions


def test_a_written_row_is_seen_at_once(divisions: Divisions) -> None:
    row = Division.objects.get(code="420106")
    row.name = "武昌新区"
    row.save()
    assert Divisions.load().name("420106") == "武昌新区"


@pytest.mark.parametrize("code", ["429004", "429005", "429006", "429021"])
def test_the_four_lie_directly_under_the_province(divisions: Divisions, code: str) -> None:
    assert divisions.ancestors(code) == (code, "420000")


def test_names_from_the_province_down(divisions: Divisions) -> None:
    assert divisions.full_name("420106") == "湖北省武汉市武昌区"
    assert divisions.full_name("429005") == "湖北省潜江市"
    assert divisions.full_name("110101") == "北京市东城区"
    assert divisions.level("420111012") == "township"


@pytest.mark.parametrize(
    ("old", "current", "names"),
    [
        ("420321", "420304", ["郧县"]),  # renamed with a new code, 2014
        ("422405", "429005", ["潜江市"]),  # a city of 荆州地区, then under the province
        ("422301", "421202", ["咸宁市"]),  # a county-level city, then a district of its successor
        ("429003", "420683", ["枣阳市"]),
        ("422622", "420304", ["郧县", "郧县"]),  # two steps
        ("420604", "420600", ["樊西区"]),  # split among two: its superior stands in
        ("420101", "420100", ["市辖区"]),
        ("511222", "500233", ["忠县"]),  # 四川 → 重庆
        ("420106", "420106", []),
    ],
)
def test_an_abolished_code_leads_to_a_current_one(divisions: Divisions, old: str, current: str, names: list) -> None:
    found = divisions.resolve(old)
    assert (found.code, [former.name for former in found.formers]) == (current, names)


def test_the_last_day_of_an_old_code(divisions: Divisions) -> None:
    (former,) = divisions.resolve("420321").formers
    assert (former.until, former.replaced) == (date(2015, 1, 1), True)


def test_every_row_ends_in_a_current_one_and_under_a_province(divisions: Divisions) -> None:
    for code in set(Division.objects.values_list("code", flat=True)):
        assert divisions.is_current(divisions.resolve(code).code)
        assert divisions.level(divisions.ancestors(code)[-1]) == "province"


def test_a_code_that_never_was(divisions: Divisions) -> None:
    with pytest.raises(UnknownDivision) as refused:
        divisions.parent("429999")
    assert refused.value.code == "unknown_division"
    with override("zh-hans"):
        assert "429999" in str(refused.value)
        assert "行政区划" in str(refused.value)


def test_agrees_with_the_ministrys_list(divisions: Divisions, shared_data) -> None:
    with gzip.open(shared_data / "divisions_mca_2025.csv.gz", "rt") as stream:
        listed = {row["code"]: row for row in csv.DictReader(stream)}
    ours = {row.code: row for row in Division.objects.filter(valid_to=None)}
    expected = {
        code
        for code, row in listed.items()
        if row["level"] != "township" or divisions.ancestors(row["parent"])[-1] == "420000"
    }
    assert set(ours) == expected | {"710000"}
    for code in expected:
        got = ours[code]
        assert (got.name, got.level, got.parent_code) == (
            listed[code]["name"],
            listed[code]["level"],
            listed[code]["parent"],
        )


def test_real_registrations_resolve(divisions: Divisions, shared_data) -> None:
    """Digits 3 to 8 of real credit codes: at most 1.5 % are no division (codes of registries of their own)."""
    count: Counter[str] = Counter()
    with gzip.open(shared_data / "companies_dev.csv.gz", "rt") as stream:
        for row in csv.DictReader(stream):
            code = row["uscc"][2:8]
            known = code in divisions
            count["unknown" if not known else "current" if divisions.is_current(code) else "former"] += 1
    assert count["unknown"] / count.total() < 0.015
    assert count["former"] > 6000


def test_what_became_of_codes_is_worked_out_from_names_and_years() -> None:
    record = """
99 province="某省"
  0000 county="某省"
  0100 county="甲市"
  0101 county="市辖区"
  0102 county="[2014-]东山区"
  0103 county="[-2000]石灰区,[2001-]西山区"
  0121 county="[1994-2014]东山县"
  0122 county="[1990-1999]南乡县"
  0123 county="[1999-]北镇县"
  0124 county="[1990-1990]甲县,[1990-]乙县"
""".splitlines()
    current = {
        "990000": Row("990000", "某省", "province", ""),
        "990100": Row("990100", "甲市", "city", "990000"),
        **{
            code: Row(code, name, "county", "990100")
            for code, name in [("990102", "东山区"), ("990103", "西山区"), ("990123", "北镇县"), ("990124", "乙县")]
        },
    }
    rows = with_successors(merge(current, read_spans(record), last_year=2025), last_year=2025)
    told = {(row.code, row.name): (row.first, row.last, row.successor) for row in rows}
    assert told["990121", "东山县"] == (1994, 2014, "990102")  # the same stem, the same year
    assert told["990122", "南乡县"] == (1990, 1999, "990123")  # the only one to go and the only one to come
    assert told["990103", "石灰区"] == (None, 2000, "")  # the code stayed
    assert told["990103", "西山区"] == (2001, None, "")
    assert told["990101", "市辖区"] == (None, 2025, "")
    assert ("990124", "甲县") not in told  # held for no whole year


def test_stems() -> None:
    assert [stem(name) for name in ("长阳土家族自治县", "恩施土家族苗族自治州", "神农架林区", "丘县", "随州市")] == [
        "长阳", "恩施", "神农架", "丘县", "随州"
    ]  # fmt: skip
