"""What holds for every text whatever: no exception, right offsets, masking twice equals once."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.desensitise import Known, desensitise
from disclosure.desensitise.normalise import normalise

FRAGMENTS = [
    "我叫高明",
    "店长柏林不接电话",
    "李经理",
    "电话",
    "13800001111",
    "138-0000 1111",
    "一三八零零零零一一一一",
    "身份证110101190001011234",
    "，",
    "。",
    "\n",
    " ",
    "住武汉市洪山区珞喻路1037号3栋501",
    "微信abc_1234",
    "孩子9岁",
    "在光谷实验小学",
    "高血压",
    "订单",
    "20260120000123456789",
    "和",
    "是同事",
    "投诉李宁的王小五",
    "[电话]",
    "张某",
    "投诉人",
    "138****1234",
    "\u200b",
    "1️⃣",
    "\ud800",
    "😀",
    "·",
    "阿力木江·买买提",
    "鄂A12345",
    "6222 0000 1111 2222 333",
    "a@b.com",
    "https://x.com/u/1",
    "生日1990.1.2",
    "東方",
    "關小山",
    "０",
    "老师Lucy",
    "员工谷雨（工号0123）",
    "、夏天、宋词三个人",
    "我姓幸名福",
    "叫老李头",
    "店员严肃强行",
    "才让卓玛",
    "右腿骨折和糖尿病",
    "宝宝才8个月",
    "老王修车铺",
    "女士",
    "由应该代签",
    "二期北区8-3-1702",
    "工单号202603080012",
    "\x00",
]
ANYTHING = st.one_of(
    st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=120),
    st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=3)), max_size=14).map("".join),
)
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(ANYTHING)
@SLOW
def test_offsets_lead_back_to_the_given_text(text: str) -> None:
    result = desensitise(text)
    rebuilt, at = "", 0
    for span in result.spans:
        assert at <= span.start < span.end <= len(text)
        rebuilt += text[at : span.start] + span.replacement
        at = span.end
    assert rebuilt + text[at:] == result.text


@given(ANYTHING)
@SLOW
def test_masking_twice_equals_masking_once(text: str) -> None:
    once = desensitise(text).text
    assert desensitise(once).text == once


@given(ANYTHING)
@settings(max_examples=300, deadline=None)
def test_normalising_twice_equals_normalising_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once.text).text == once.text
    for index in range(len(once.text)):
        start, end = once.back(index, index + 1)
        assert 0 <= start < end <= len(text)


@given(ANYTHING, st.text(max_size=6), st.text(max_size=12))
@settings(max_examples=60, deadline=None)
def test_any_known_facts_are_fine(text: str, name: str, number: str) -> None:
    known = Known(
        complainant=(name,),
        persons=(name, number),
        phones=(number,),
        numbers=(number,),
        addresses=(name + number,),
        accounts=(number,),
        emails=(number,),
        merchants=(name,),
        places=(number,),
    )
    once = desensitise(text, known=known).text
    assert desensitise(once, known=known).text == once


def test_a_date_that_goes_on_is_settled_in_one_masking() -> None:
    for text in ("生日1900/00/0000/00", "生日1990年1月2日3/4", "生于1990.1.2.3.4"):
        once = desensitise(text).text
        assert desensitise(once).text == once


def test_bad_input() -> None:
    for text in (
        "",
        " ",
        "\n\n",
        "\ud800\udfff",
        "\x00\x01\x02",
        "😀😀😀",
        "a" * 10_000,
        "1" * 10_000,
        "一" * 5_000,
        "·" * 3_000,
    ):
        assert isinstance(desensitise(text).text, str)


def test_a_megabyte() -> None:
    page = "我叫张建国，电话13800001111，在李宁专卖店买的鞋子开胶，店长李小丽不给退。\n"
    text = page * (1_000_000 // len(page.encode()) + 1)
    result = desensitise(text)
    assert "张建国" not in result.text
    assert "13800001111" not in result.text
    assert result.text.count("李宁专卖店") == text.count("李宁专卖店")
