"""Numbers in every writing that leaked once, and numbers that are facts and stay."""

import pytest

from disclosure.desensitise import Kind, desensitise

GONE = [
    # text, kind, what must be gone
    ("电话13900002222打不通", Kind.MOBILE, "13900002222"),
    ("电话１３９００００２２２２打不通", Kind.MOBILE, "１３９００００２２２２"),
    ("打1 3 9 0 0 0 0 2 2 2 2", Kind.MOBILE, "1 3 9 0 0 0 0 2 2 2 2"),
    ("打139-0000-2222", Kind.MOBILE, "139-0000-2222"),
    ("打139.0000.2222", Kind.MOBILE, "139.0000.2222"),
    ("打139 0000\n2222", Kind.MOBILE, "139 0000\n2222"),
    ("打1390000，2222", Kind.MOBILE, "1390000，2222"),
    ("打+86 13900002222", Kind.MOBILE, "+86 13900002222"),
    ("打8613900002222", Kind.MOBILE, "8613900002222"),
    ("打一三九零零零零二二二二", Kind.MOBILE, "一三九零零零零二二二二"),
    ("打壹叁玖零零零零贰贰贰贰", Kind.MOBILE, "壹叁玖零零零零贰贰贰贰"),
    ("打13900零零二二二二", Kind.MOBILE, "13900零零二二二二"),
    ("打139○○○○二二二二", Kind.MOBILE, "139○○○○二二二二"),
    ("打1️⃣3️⃣9️⃣0️⃣0️⃣0️⃣0️⃣2️⃣2️⃣2️⃣2️⃣", Kind.MOBILE, "9️⃣0️⃣0️⃣0️⃣0️⃣2️⃣"),
    ("打139\u200b0000\u200b2222", Kind.MOBILE, "139\u200b0000\u200b2222"),
    ("座机027-87654321", Kind.LANDLINE, "027-87654321"),
    ("座机(0717)63404402", Kind.LANDLINE, "(0717)63404402"),
    ("座机027-8600 0123", Kind.LANDLINE, "027-8600 0123"),
    ("0710-3000 456-22", Kind.LANDLINE, "0710-3000 456-22"),
    ("电话是87654321，没人接", Kind.LANDLINE, "87654321"),
    ("身份证533421190604154343", Kind.ID_CARD, "533421190604154343"),
    ("身份证533421 19060415 4343", Kind.ID_CARD, "533421 19060415 4343"),
    ("身份证５３３４２１１９０６０４１５４３４３", Kind.ID_CARD, "５３３４２１１９０６０４１５４３４３"),
    ("证件62302119120812610x", Kind.ID_CARD, "62302119120812610x"),
    ("护照EJ0011223", Kind.PASSPORT, "EJ0011223"),
    ("护照号：G12345678", Kind.PASSPORT, "G12345678"),
    ("卡号6294898644543520731", Kind.BANK_CARD, "6294898644543520731"),
    ("退到6202 5400 2712 1909 952", Kind.BANK_CARD, "6202 5400 2712 1909 952"),
    ("6234-3466-6556-0563-753这张", Kind.BANK_CARD, "6234-3466-6556-0563-753"),
    ("车牌鄂A·D77K21", Kind.PLATE, "鄂A·D77K21"),
    ("湘F CELL4停在门口", Kind.PLATE, "湘F CELL4"),
    ("车架号LFV3A23C5M3000789", Kind.VIN, "LFV3A23C5M3000789"),
    ("订单20260120000123456789", Kind.ORDER, "20260120000123456789"),
    ("单号 2233 0044 5566 7788 990", Kind.ORDER, "2233 0044 5566 7788 990"),
    ("订单D9800917602234475098", Kind.ORDER, "D9800917602234475098"),
    ("IMEI861234050000123", Kind.ORDER, "861234050000123"),
    ("单号SF2000112233445丢了", Kind.TRACKING, "SF2000112233445"),
    ("圆通YT9900112233445破损", Kind.TRACKING, "YT9900112233445"),
    ("微信liuyan_0725", Kind.WECHAT, "liuyan_0725"),
    ("薇信是ff20009988", Kind.WECHAT, "ff20009988"),
    ("加我v：A-zhuangxiu-laowu，他说", Kind.WECHAT, "A-zhuangxiu-laowu"),
    ("威信 abc12345", Kind.WECHAT, "abc12345"),
    ("V信abc12345", Kind.WECHAT, "abc12345"),
    ("加vx:abc12345", Kind.WECHAT, "abc12345"),
    ("我QQ2493185", Kind.QQ, "2493185"),
    ("扣扣：200117733", Kind.QQ, "200117733"),
    ("邮箱shan.hai_88@foxmail.com回复", Kind.EMAIL, "shan.hai_88@foxmail.com"),
    ("e-mail：chenyu#126.com", Kind.EMAIL, "chenyu#126.com"),
    (
        "https://www.zhihu.com/people/wo-shi-lao-zhang-88有全过程",
        Kind.URL,
        "https://www.zhihu.com/people/wo-shi-lao-zhang-88",
    ),
    ("支付宝账号abc12345@qq.com", None, "abc12345@qq.com"),
]


@pytest.mark.parametrize(("text", "kind", "gone"), GONE, ids=[row[0] for row in GONE])
def test_gone(text: str, kind: Kind | None, gone: str) -> None:
    result = desensitise(text)
    start = text.index(gone)
    covered = {at for span in result.spans for at in range(span.start, span.end)}
    assert set(range(start, start + len(gone))) <= covered
    if kind is not None:
        assert kind in {span.type for span in result.spans}


KEPT = [
    "花了13800元",
    "￥26838.00，人民币23343元整",
    "2026-03-12到的货",
    "3月15日买，4月1日拒绝退",
    "纳税人识别号914201001RWWEUKHYA，已开票",
    "客服热线400-820-8820，打12315",
    "小米14买了3台",
    "商品条码6901234567892",
    "订了iPhone15和ThinkPad",
    "批号20240101001",
    "6.18当天21:30下单",
    "国药准字Z20053456",
    "10086打了三次",
    "退9.99元",
    "2024年11月11日晚上8点",
]


@pytest.mark.parametrize("text", KEPT)
def test_kept(text: str) -> None:
    assert desensitise(text).text == text


def test_marks_say_no_more_than_allowed() -> None:
    text = "电话13900002222，身份证533421190604154343，卡号6294898644543520731"
    assert desensitise(text).text == "电话139****2222，身份证[身份证号]，卡号[银行卡号]"
