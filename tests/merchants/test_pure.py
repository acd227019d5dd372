"""Properties of the pure parts: never an exception, twice is once, and a few tables."""

import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as stdnum_uscc

from merchants.importing.rows import Record, parse
from merchants.matching import Decision, Match, Thresholds, grams, identifiers, sounds
from merchants.matching.align import align
from merchants.matching.decide import decide
from merchants.matching.features import Lens, Name, name_features
from merchants.matching.fold import fold, letters
from merchants.matching.normalise import name_form, typed, without_form
from merchants.matching.places import Gazetteer, short
from merchants.matching.score import score_address, score_name

GAZETTEER = Gazetteer.of(
    [
        ("420000", "湖北省", "province", ""),
        ("420100", "武汉市", "city", "420000"),
        ("420106", "武昌区", "county", "420100"),
        ("420115", "江夏区", "county", "420100"),
        ("420500", "宜昌市", "city", "420000"),
        ("422800", "恩施土家族苗族自治州", "city", "420000"),
    ]
)
LENS = Lens(lambda gram: 0.7, GAZETTEER)
NAMES = st.text(alphabet="武汉市江夏绿湾宠物用品宜昌恩施有限公司食品厂店（）()12号路abcＡ１", max_size=30)
ANY = st.one_of(st.text(max_size=60), NAMES)


@given(ANY)
def test_folding_twice_equals_once(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert letters(letters(once)) == letters(once)


@given(ANY)
def test_taking_the_form_off_twice_equals_once(text: str) -> None:
    assert without_form(without_form(text)) == without_form(text)


@given(NAMES)
def test_a_compared_name_compares_to_itself(text: str) -> None:
    form = name_form(text, GAZETTEER)
    assert 0 <= form.start <= len(form.text)
    assert name_form(form.text, GAZETTEER).text == form.text
    if form.text:
        assert align(form.text, form.text).cost == 0


@given(ANY, ANY, ANY)
def test_no_text_raises(text: str, name: str, region: str) -> None:
    asked = typed(text, GAZETTEER, region)
    form = name_form(name, GAZETTEER)
    other = Name(form.text, form.start, form.places)
    scored = score_name(asked, other, LENS)
    assert 0 <= scored.score <= 1
    score_address(asked, other, letters(fold(name)), GAZETTEER)
    for code in grams.of_name(form, form.places, address=letters(fold(name))):
        assert -(2**31) <= code < 2**31


@given(st.text(max_size=12), st.text(max_size=14))
def test_alignments_mark_within_both_texts(one: str, other: str) -> None:
    found = align(one, other)
    assert len(found.used or []) == len(one)
    assert len(found.matched or []) == len(other)
    assert found.cost >= 0


@given(st.dictionaries(st.sampled_from(["name", "uscc", "address", "phone", "city", "site", "aliases"]), ANY))
def test_any_row_becomes_a_record_or_reasons(row: dict[str, str]) -> None:
    made = parse(row, GAZETTEER)
    assert isinstance(made, Record) or all(problem.message for problem in made)


@given(st.text(alphabet=string.ascii_lowercase, max_size=40))
def test_letters_split_into_what_they_are(text: str) -> None:
    for reading in sounds.split(text):
        assert "".join(reading) == text


@given(st.text(alphabet="0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17))
def test_the_check_digit_is_that_of_stdnum(head: str) -> None:
    digit = stdnum_uscc.calc_check_digit(head + "0")
    assert identifiers.clean_uscc(head + digit) == head + digit
    wrong = "1" if digit != "1" else "2"
    assert identifiers.clean_uscc(head + wrong) != head + wrong


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+86 138-0000-0001", "13800000001"),
        ("(027)8765-4321", "02787654321"),
        ("０２７　８７６５４３２１", "02787654321"),
        ("零二七八七六五四三二一", "02787654321"),
        ("87654321", "87654321"),
        ("400-800-1234", "4008001234"),
        ("12345", "12345"),
        ("不知道", None),
        ("2026", None),
    ],
)
def test_telephones(written: str, number: str | None) -> None:
    assert identifiers.clean_phone(fold(written)) == number


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("恩施土家族苗族自治州", "恩施"),
        ("武汉市", "武汉"),
        ("费县", "费县"),
        ("神农架林区", "神农架"),
        ("鄂伦春自治旗", "鄂伦春"),
    ],
)
def test_short_forms_of_places(name: str, form: str) -> None:
    assert short(name) == form


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("我在绿湾宠物用品吧", "绿湾宠物用品"),
        ("投诉绿湾宠物那家", "绿湾宠物"),
        ("好像叫绿湾宠物用品，具体名字记不清了", "绿湾宠物用品"),
        ("楼下那个绿湾宠物，老板跑路了", "绿湾宠物"),
        ("朋友介绍的绿湾（招牌上写的）", "绿湾"),
        ("绿湾 武汉大学城店", "绿湾"),
        ("绿湾（江汉路店）", "绿湾"),
        ("“绿湾宠物用品”有限公司", "绿湾宠物用品"),
        ("商家名称：绿湾宠物", "绿湾宠物"),
        ("東湖大酒店", "东湖大酒店"),
    ],
)
def test_what_people_say_around_a_name_is_taken_off(said: str, name: str) -> None:
    assert typed(said, GAZETTEER).text == name


def test_a_place_in_another_district_is_near_and_in_another_city_contradicts() -> None:
    name = Name("绿湾宠物", 0, ("江夏", "武汉", "湖北"))
    said = {r: name_features(typed("绿湾", GAZETTEER, r), name, LENS).place for r in ("武汉市", "江夏区", "宜昌")}
    assert (said["武汉市"].agrees, said["江夏区"].agrees, said["宜昌"].contradicts) == (True, True, True)
    outside = Name("绿湾宠物", 0, ("武昌", "武汉", "湖北"))
    assert name_features(typed("绿湾", GAZETTEER, "江夏区"), outside, LENS).place.near


THRESHOLDS = Thresholds(
    offer=0.65, automatic=0.985, lead=0.04, type_ahead=0.02, confirmed_findable=1, confirmed_certain=3
)


def _match(score: float, **more: bool) -> Match:
    from uuid import UUID

    return Match(1, UUID(int=0), None, "甲", score, (), **more)


@pytest.mark.parametrize(
    ("candidates", "decision"),
    [
        ([], Decision.NONE),
        ([_match(0.64)], Decision.NONE),
        ([_match(0.66)], Decision.SHORTLIST),
        ([_match(0.999)], Decision.SHORTLIST),  # not certain
        ([_match(0.999, certain=True)], Decision.AUTO),
        ([_match(0.999, certain=True, outside_region=True)], Decision.SHORTLIST),
        ([_match(0.999, certain=True), _match(0.98)], Decision.SHORTLIST),  # no clear lead
        ([_match(0.97, certain=True)], Decision.SHORTLIST),
    ],
)
def test_decisions(candidates: list[Match], decision: Decision) -> None:
    assert decide(candidates, THRESHOLDS) is decision


def test_thresholds_are_arguments() -> None:
    assert decide([_match(0.5)], replace(THRESHOLDS, offer=0.4)) is Decision.SHORTLIST
    assert decide([_match(0.97, certain=True)], replace(THRESHOLDS, automatic=0.96)) is Decision.AUTO
