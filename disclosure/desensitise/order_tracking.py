"""Order, tracking and other numbers that lead to one person's purchase; and the numbers that are facts and stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.cn import uscc

from disclosure.desensitise.digits import digits_of, numbers
from disclosure.desensitise.page import Page
from disclosure.desensitise.spans import Finding, Kind

_ORDER_WORDS = (
    "订单|订单号|单号|订单编号|交易|交易号|流水号?|编号|编码|券码|核销码|兑换码|验证码"
    "|取件码|提货码|取餐码|会员号?|会员卡号?|合同|合同号|合约|"
    "保单号?|票号|机票|取票号|发票号?码?|收据号?|凭证号?|小票号?"
    "|IMEI|imei|MEID|SN|sn|S/N|序列号|串号|设备号|机身号|卡密|"
    "预约号?|挂号|报修单?号?|维修单号?|用户号|户号|客户号|电表号|水表号|燃气号"
    "|宽带账?号|学员号|卡号|ID|UID|uid|账号|帐号|用户名"
)
_TRACKING_WORDS = (
    "快递单号|快递单|快递|运单号?|物流单号|物流|包裹|邮单|面单|货运单|顺丰|圆通|中通|申通"
    "|韵达|极兔|百世|德邦|京东物流|邮政|EMS|ems|菜鸟|丹鸟|天天快递"
)
_VALUE = r"(?P<id>[A-Za-z]{0,6}[-_]?\d(?:[A-Za-z0-9]|[-_/ ](?=[A-Za-z0-9])|\n(?=\d{3}))*)"
_LABELLED = re.compile(
    rf"(?:(?P<tracking>{_TRACKING_WORDS})|{_ORDER_WORDS})(?:编?号码?|单号|是|为|:|#|\s|\(|,|号)*{_VALUE}"
)
_CODE = re.compile(
    r"(?<![A-Za-z0-9])(?![Qq]{2}|[VvWw][Xx]|[Tt][Ee][Ll])[A-Za-z]{1,6}-?\d{8,24}(?:-\d{1,6})*(?![A-Za-z0-9])"
)
_MIXED = re.compile(r"(?<![A-Za-z0-9])(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{12,32}(?![A-Za-z0-9])")
_COURIERS = re.compile(
    r"(?:SF|YT|ZTO|STO|YD|JT|JD|JDV|DB|DPK|EMS|BS|HT|TT|YZ|UC|ZT|ST|YUNDA|CN|[EZKP][A-Z])", re.IGNORECASE
)
# SF1 2345 6789 0123
_SPACED_CODE = re.compile(
    r"(?<![A-Za-z0-9])(?:SF|YT|ZTO|STO|YD|JT|JDV?A?|DB|DPK|EMS|BS|HT|YZ)\d{0,5}(?:[ -]\d{3,5}){2,5}(?!\d)",
    re.IGNORECASE,
)
_LONGEST = 40
_MONEY = re.compile(r"\s*(?:\.\d{1,2}\s*)?(?:元|块|万|亿|RMB|rmb|人民币|毛|角|%)")
_MONEY_BEFORE = re.compile(r"(?:¥|￥|\$|人民币|RMB|金额|价格|价款|总价|共计|合计)[:\s]*$")
_UNIT = re.compile(r"\s*(?:年|月|日|天|号楼|栋|个|件|盒|瓶|斤|公斤|克|ml|mL|kg|g|GB|G|米|平|公里|次|人|岁|分|小时)")
# Numbers that say who the merchant or what the product is: facts of the story, public, kept.
_PUBLIC = re.compile(
    r"(?:(?:纳税人)?识别号|税号|信用代码|营业执照|注册号|执照号?|许可证?号?|备案号?|条形码"
    r"|条码|批号|批次|批准文号|国药准字|执行标准|标准号?|型号|货号|款号|产品编码"
    r"|统一代码|信用编码|文号|案号|航班|车次|期号|(?<![A-Za-z0-9_])(?:ISBN|SC|QS|GB/?T?)|(?<![A-Za-z])(?:JGJ|CJJ|GBJ|DB\d{2}|QB)/?T?|生产日期"
    r"|出厂编号|工单|投诉(?=编?号)|举报(?=编?号)|受理(?=编?号)|登记(?=编?号)|案件(?=编?号)|转办单)(?:号码?|编号|证|是|为|:|\s|\()*"
    r"(?P<id>[A-Za-z]{0,6}[\s-]?[A-Za-z0-9](?:[A-Za-z0-9.]|[-/ ](?=[A-Za-z0-9])){2,29})",
    re.IGNORECASE,
)
_BARE_USCC = re.compile(r"(?<![A-Za-z0-9])9[0-9A-HJ-NPQRTUWXY]{17}(?![A-Za-z0-9])")
_HOTLINE = re.compile(r"(?<!\d)(?:[48]00(?:[\s-]?\d){7}|(?:95|96|12|10)\d{3}|12\d{3})(?!\d)")
_TIME = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])?(?:[0-5]\d){0,2}")


def kept(page: Page) -> list[tuple[int, int]]:
    """Stretches that no number recogniser may take: the merchant's public numbers, batch and product numbers."""
    text = page.text
    zones = [match.span("id") for match in _PUBLIC.finditer(text)]
    zones += [match.span() for match in _BARE_USCC.finditer(text) if uscc.is_valid(match.group())]
    zones += [match.span() for match in _HOTLINE.finditer(text)]
    return zones


def find(page: Page) -> Iterator[Finding]:
    """Numbers after a word for an order or parcel, courier codes, and any other long number that is not money."""
    text = page.text
    for match in _LABELLED.finditer(text):
        digits = digits_of(match["id"])
        if len(digits) < page.thresholds.labelled_digits or _is_money(text, match.start("id"), match.end("id")):
            continue
        kind = Kind.TRACKING if match["tracking"] else Kind.ORDER
        yield Finding(match.start("id"), match.end("id"), kind, "“订单、快递”等字样之后的号码")
    for pattern in (_CODE, _MIXED):
        for match in pattern.finditer(text):
            if len(digits_of(match.group())) >= 6:
                kind = Kind.TRACKING if _COURIERS.match(match.group()) else Kind.ORDER
                yield Finding(match.start(), match.end(), kind, "字母加长串数字的单号")
    for match in _SPACED_CODE.finditer(text):
        yield Finding(match.start(), match.end(), Kind.TRACKING, "快递公司字头加分段数字")
    for run in page.runs:
        for group in run.groups:
            if len(group.digits) > _LONGEST and group.plain:
                yield Finding(group.start, group.end, Kind.ORDER, "过长的一串数字", doubt=True)
        past = run.start
        for number in numbers(run, page.thresholds.bare_digits, _LONGEST):
            if number.start < past or not number.plain or (number.joins and number.shortest < 3):
                continue
            if any(join not in {" ", "-", ""} for join in number.joins):
                continue
            if _is_money(text, number.start, number.end) or (number.joins and _TIME.match(number.digits)):
                continue
            past = number.end
            yield Finding(number.start, number.end, Kind.ORDER, "不是金额的长串数字", doubt=True)


def _is_money(text: str, start: int, end: int) -> bool:
    after = _MONEY.match(text, end) or _UNIT.match(text, end)
    return after is not None or _MONEY_BEFORE.search(text, max(0, start - 8), start) is not None
