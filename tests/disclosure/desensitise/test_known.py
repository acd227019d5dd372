"""Facts of the case are masked in any spelling, and the merchant's name stays."""

import pytest

from disclosure.desensitise import Known, desensitise

KNOWN = Known(
    complainant=("钱多多",),
    persons=("欧阳平凡",),
    phones=("13900002222",),
    id_numbers=("533421190604154343",),
    numbers=("AB12345678",),
    accounts=("good_night1",),
    emails=("duo@qq.com",),
    addresses=("湖北省武汉市洪山区珞喻路1037号喻园小区3栋501",),
    merchants=("高圆圆",),
)


@pytest.mark.parametrize(
    "spelling",
    [
        "钱多多",
        "钱 多多",
        "錢多多",
        "Qian Duoduo",
        "qianduoduo",
        "DUODUO QIAN",
        "欧阳平凡",
        "歐陽平凡",
        "一三九零零零零二二二二",
        "139-0000-2222",
        "１３９００００２２２２",
        "533421 19060415 4343",
        "ab12345678",
        "AB 12345678",
        "GOOD_NIGHT1",
        "duo@qq.com",
        "珞喻路1037号",
        "喻园小区",
        "珞喻路1037号喻园小区3栋501",
    ],
)
def test_any_spelling(spelling: str) -> None:
    result = desensitise(f"昨天{spelling}这里的东西坏了", known=KNOWN)
    assert spelling not in result.text
    assert result.text.endswith("东西坏了")


def test_the_merchant_stays() -> None:
    assert desensitise("高圆圆不给退货，找高圆圆说了三次", known=KNOWN).text == "高圆圆不给退货，找高圆圆说了三次"
