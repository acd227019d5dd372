"""The way to the candidates is always the gram index."""

import pytest
from django.db import connection

from merchants.matching import Query, candidates, match
from merchants.matching.gazetteer import gazetteer
from merchants.matching.normalise import typed
from merchants.matching.statistics import GramStatistics, gram_statistics
from tests.merchants import NOW


def test_the_plan_is_a_bitmap_scan_of_the_gram_index(directory) -> None:
    probes = candidates.probes(typed("绿湾宠物用品", gazetteer(), "武汉"), gram_statistics())
    sql = candidates._SQL.format(probes=",".join(["(%s)"] * len(probes)), limit=candidates.PER_PROBE)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + sql, [list(probe) for probe in probes])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Bitmap Index Scan on matchdoc_grams" in plan
    assert "Seq Scan" not in plan


def test_the_planner_is_left_as_it_was_found(directory) -> None:
    match(Query("绿湾宠物用品"), now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SHOW enable_seqscan")
        assert cursor.fetchone() == ("on",)


def test_a_common_pair_is_only_asked_together_with_a_place() -> None:
    from merchants.matching import grams

    common = grams.pairs("宠物")[0]
    statistics = GramStatistics(rows=1_000_000, shares={common: 0.2}, rare=0.0003)
    asked = candidates.probes(typed("宠物", gazetteer_of_two()), statistics)
    assert (common,) not in asked


def gazetteer_of_two():
    from merchants.matching.places import Gazetteer

    return Gazetteer.of([("420000", "湖北省", "province", ""), ("420100", "武汉市", "city", "420000")])


@pytest.mark.parametrize(("text", "queries"), [("绿湾宠物用品", 3), ("13800000000", 4), ("", 1)])
def test_a_match_takes_few_queries(directory, django_assert_max_num_queries, text: str, queries: int) -> None:
    match(Query("武汉"), now=NOW)  # statistics and divisions are read once, rules each time
    with django_assert_max_num_queries(queries + 1):  # in a test's transaction the planner's switch is put back by hand
        match(Query(text), now=NOW)
