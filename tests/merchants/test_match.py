"""The engine over a small directory: who is found, how sure it is, and what it says."""

import pytest

from merchants.matching import Decision, Query, learn_alias, match, suggest
from tests.merchants import NOW


@pytest.mark.parametrize(
    ("text", "region", "handle"),
    [
        ("武汉市江夏绿湾宠物用品有限公司", None, "lvwan"),
        ("绿湾宠物用品", "武汉", "lvwan"),
        ("投诉绿湾宠物那家", "武汉", "lvwan"),
        ("绿湾（光谷店）", "武汉", "lvwan"),
        ("悦莱眼镜", None, "yuelai"),  # a homophone
        ("悦来眼睛", None, "yuelai"),
        ("悦來眼鏡", None, "yuelai"),  # traditional
        ("眼镜（悦来）", None, "yuelai"),
        ("yuelai", "襄阳", "yuelai"),
        ("ylyj", "襄阳", "yuelai"),
        ("精彩裝飾工程", None, "jingcai"),
        ("０７１０－３４５６７８９", None, "yuelai"),
        ("文化大道88号3栋那家宠物", None, "lvwan"),
        ("91420115MA4K000016", None, "lvwan"),
    ],
)
def test_finds(directory, text: str, region: str | None, handle: str) -> None:
    outcome = match(Query(text, region=region), now=NOW)
    assert outcome.decision is not Decision.NONE
    assert outcome.candidates[0].merchant_id == directory[handle].pk
    assert outcome.candidates[0].reasons


@pytest.mark.parametrize(
    "text", ["", " ", "😀😀", "的", "红太阳大药房", "武汉", "13900000000", "\ud800\x00", "a" * 1000, "（）"]
)
def test_answers_none(directory, text: str) -> None:
    assert match(Query(text), now=NOW).decision is Decision.NONE


def test_the_whole_name_in_the_named_city_is_automatic(directory) -> None:
    assert match(Query("绿湾宠物用品", region="武汉"), now=NOW).decision is Decision.AUTO


def test_a_name_alone_is_not_automatic_when_two_bear_it(directory) -> None:
    outcome = match(Query("绿湾宠物用品"), now=NOW)
    assert outcome.decision is Decision.SHORTLIST
    assert {m.merchant_id for m in outcome.candidates} == {directory["lvwan"].pk, directory["lvwan_yc"].pk}


def test_a_match_outside_the_named_place_is_never_silent(directory) -> None:
    outcome = match(Query("悦来眼镜", region="荆州"), now=NOW)
    assert outcome.decision is not Decision.AUTO
    assert outcome.candidates[0].outside_region
    assert any("荆州" in reason for reason in outcome.candidates[0].reasons)


def test_another_district_of_the_same_city_is_said(directory) -> None:
    outcome = match(Query("精彩装饰工程", region="汉阳区"), now=NOW)
    assert outcome.decision is not Decision.AUTO
    assert outcome.candidates[0].outside_region


def test_a_division_code_serves_as_region(directory) -> None:
    assert match(Query("绿湾宠物用品", region="420115"), now=NOW).decision is Decision.AUTO


def test_a_telephone_against_another_name_is_not_automatic(directory) -> None:
    outcome = match(Query("红太阳大药房", phone="0710-3456789"), now=NOW)
    assert outcome.decision is not Decision.AUTO


def test_suggests_while_one_types(directory) -> None:
    assert suggest("绿湾", region="宜昌", now=NOW)[0].merchant_id == directory["lvwan_yc"].pk


def test_learns_a_name_from_confirmed_matches(directory, now) -> None:
    assert match(Query("猫猫狗狗乐园", region="武汉"), now=NOW).decision is Decision.NONE
    for _ in range(3):
        alias = learn_alias(merchant_id=directory["lvwan"].pk, text="猫猫狗狗乐园那家", actor=None, now=now)
    assert alias is not None
    assert alias.confirmed_count == 3
    outcome = match(Query("猫猫狗狗乐园", region="武汉"), now=NOW)
    assert outcome.candidates[0].merchant_id == directory["lvwan"].pk
    assert any("3" in reason for reason in outcome.candidates[0].reasons)


@pytest.mark.parametrize("text", ["", "好", "13900000000", "武汉市江夏绿湾宠物用品有限公司", "绿湾宠物用品"])
def test_does_not_learn(directory, now, text: str) -> None:
    assert learn_alias(merchant_id=directory["lvwan"].pk, text=text, actor=None, now=now) is None
