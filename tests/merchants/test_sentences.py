"""Names inside sentences, everyday forms of long names: what is read, that nothing raises, what it must not find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchants.matching import Decision, Query, match
from merchants.matching.features import Lens, Name
from merchants.matching.indexing import index_merchants
from merchants.matching.normalise import name_form, typed
from merchants.matching.parts import other_forms
from merchants.matching.places import Gazetteer
from merchants.matching.score import score_name
from merchants.matching.sentences import _number, readings
from merchants.models import Merchant
from tests.merchants import NOW

PLACES = Gazetteer.of(
    [
        ("420000", "湖北省", "province", ""),
        ("420100", "武汉市", "city", "420000"),
        ("420106", "武昌区", "county", "420100"),
    ]
)


def heard(text: str, region: str | None = None) -> list[str]:
    return [other.text for other in readings(typed(text, PLACES, region), text, PLACES, region)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("武汉那个龙宇电器，买的热水器不给修", "龙宇电器"),
        ("我在武汉天彪科技买的东西", "武汉天彪科技"),
        ("圣乐园宾馆住了一晚被多收钱", "圣乐园宾馆"),
        ("远洋基业物业乱收停车费", "远洋基业物业"),
        ("中山路的汉生服装店", "汉生服装"),
        ("益友汽修", "益友汽车修理"),
        ("中石油杨家河加油站", "中国石油天然气杨家河加油站"),
    ],
)
def test_the_name_inside_a_sentence(text: str, name: str) -> None:
    assert name in heard(text)


@pytest.mark.parametrize("text", ["绿湾宠物用品", "13800000000", "", "武汉", "的", "那个眼镜店", "物业管理的"])
def test_a_bare_name_a_place_and_a_trade_are_read_once(text: str) -> None:
    assert heard(text) == []


@pytest.mark.parametrize(
    ("text", "tail"), [("武汉武昌中山路一百二十一号", "中山路121号"), ("武汉中山路12号", "中山路12号")]
)
def test_an_address_without_the_ranks_of_its_places(text: str, tail: str) -> None:
    asked = typed(text, PLACES)
    assert tail in [other.address for other in readings(asked, text, PLACES, None)]


@pytest.mark.parametrize(
    ("text", "number"), [("一百二十一", 121), ("十二", 12), ("一二一", 121), ("二十", 20), ("百", 100)]
)
def test_numerals(text: str, number: int) -> None:
    assert _number(text) == number


@given(st.text(max_size=300), st.one_of(st.none(), st.text(max_size=10)))
def test_never_raises_and_never_more_than_four(text: str, region: str | None) -> None:
    assert len(readings(typed(text, PLACES, region), text, PLACES, region)) <= 4


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=40))
def test_forms_of_a_name_never_raise(name: str, said: str, address: str) -> None:
    form = name_form(name, PLACES)
    if form.text:
        held = Name(form.text, form.start, form.places)
        for other, _ in other_forms(held, address, begun=False):
            assert 0 <= other.start <= len(other.text)
        score_name(typed(said, PLACES), held, Lens(lambda _: 1.0, PLACES), address)


def forms(name: str, address: str = "") -> list[str]:
    form = name_form(name, PLACES)
    name = Name(form.text, form.start, form.places)
    return [other.text[other.start :] for other, _ in other_forms(name, address, begun=False)]


def test_forms_of_long_names() -> None:
    assert "农业银行仙游榜头分理处" in forms("中国农业银行股份有限公司仙游榜头分理处")
    assert "绿丰植物医院" in forms("台儿庄区邳庄供销合作社绿丰植物医院")
    assert "清祥金属制品" in forms("武汉市横河清祥金属制品厂", "武汉市横河镇彭桥村")
    assert forms("武汉绿湾宠物用品有限公司") == []


@pytest.mark.parametrize("name", ["武汉派旗机械有限公司", "武汉神州汽车租赁有限公司", "武汉联盟百货有限公司"])
def test_brands_that_end_like_a_banner_or_prefecture_are_no_places(name: str) -> None:
    assert name_form(name, PLACES).start == 2


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("武汉那个绿湾宠物，买的猫粮坏了不给退", "lvwan"),
        ("在襄阳悦来眼镜配的眼镜有问题", "yuelai"),
        ("我们去小满餐饮吃饭被多收钱", "xiaoman"),
    ],
)
def test_a_story_leads_to_a_short_list_never_to_an_automatic_match(directory, text: str, handle: str) -> None:
    outcome = match(Query(text), now=NOW)
    assert outcome.decision is Decision.SHORTLIST
    assert outcome.candidates[0].merchant_id == directory[handle].pk


@pytest.mark.parametrize("text", ["那家眼镜店", "餐饮管理公司的服务员", "买的猫粮坏了不给退", "武汉那个店"])
def test_a_story_without_a_name_leads_to_nobody(directory, text: str) -> None:
    assert match(Query(text), now=NOW).decision is Decision.NONE


def test_a_branch_of_a_bank_as_people_call_it(directory) -> None:
    bank = Merchant.objects.create(name="中国农业银行股份有限公司武汉中南路支行", division_code="420106", place="武汉")
    index_merchants([bank.pk])
    for text in ("农业银行武汉中南路支行", "农行武汉中南路支行"):
        outcome = match(Query(text, region="武汉"), now=NOW)
        assert outcome.decision is not Decision.NONE
        assert outcome.candidates[0].merchant_id == bank.pk
