"""Where a text names a business and not a person: known brands, shop names, and what people call a merchant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from disclosure.desensitise.vocabulary import alternatives, words

_HAN = "㐀-鿿"
TRADES = alternatives(words("trades"))
_CALLED = re.compile(
    rf"(?:平台|公司|商家|店家|店铺|店名|门店|招牌|品牌|牌子|机构|商户|商铺|网店|淘宝店|酒店"
    rf"|饭店|超市|健身房|学校|单位|企业|厂家|品名|被投诉方|被投诉人|被诉方|被举报人|被投诉单位|被投诉对象|被投诉商家"
    rf"|供应商|生产商|厂商|字号|商号|APP|app|软件|小程序|公众号|网站)"
    rf"(?:名称|名字|名|全称)?(?:就?是|就?叫做?|为|名叫|:|\"|“|「|《|\s)*(?P<name>[{_HAN}A-Za-z0-9·]{{2,8}})"
)
_BOUGHT_AT = re.compile(
    rf"在(?P<name>[{_HAN}A-Za-z0-9·]{{2,6}}?)(?:官网|官方|专柜|旗舰店|专卖店|门店|分店"
    rf"|实体店|网店|直播间|店里|店|家|商城|平台|APP|app|小程序)?(?:上|里|内|那|这)?"
    r"(?:买|购|订|定(?!金)|办(?!公|事)|报(?!警|案)|消费|充|吃(?!惊)|做|装修|下单|加盟|培训"
    r"|贷款|借款|租|团购|拍(?!摄)|预[订约定]|被(?:套路|骗|坑|宰|忽悠)|学|上课|入职|存|投保"
    r"|理财|就诊|看病|体检|洗|剪|染|烫发|修)"
)
# X的店长, X客服: people who have a staff are a business.
_STAFFED = re.compile(
    rf"(?:^|(?<=[,。;!?\n\s:\"“是被和与找向由在给让投诉举报问的]))(?P<name>[{_HAN}A-Za-z0-9·]{{2,6}}?)"
    r"(?=的(?:店长|店员|客服|售后|员工|销售|导购|推销员|工作人员|营业员|服务员|收银|前台"
    r"|监控|门店|分店|总部|柜台|技师|加盟)"
    r"|(?:店员|客服|售后|官方客服|官方|官网|门店|旗舰店|专卖店|专柜|直播间|小程序|总部|监控)(?!叫|名))"
)
# 投诉某店的谁: what is complained of before somebody is named is a business.
_OF_THEIRS = re.compile(
    rf"(?:投诉|举报|曝光)(?P<name>[{_HAN}A-Za-z0-9·]{{2,6}}?)的(?=[{_HAN}]{{2,3}}(?:[,。;!?\n]|$))"
    r"(?!老[公婆]|妻子|丈夫|儿子|女儿|父母|爸爸|妈妈|行为|态度|问题|做法|欺[骗诈]|骗局|违[法规约])"
)
_WORD = rf"(?:(?![的了我你他她这那不没就也都还把被给让说和在是有要会])[{_HAN}A-Za-z0-9·])"
_FRONT = r"(?:^|(?<=[,。;!?\n\s:\"“]))"
# 公司X说…, 招牌X还亮着: the name right behind the word for a business, up to what it does.
_FIRM = re.compile(
    rf"(?:平台|公司|商家|店家|店铺|招牌|门店|品牌|厂家|机构)(?P<name>{_WORD}{{2,6}})(?=说|不|拒|还|就|也|都|让|拖|欠|[,。!;\n]|$)"
)
# What only a business does.
_TRADES_SO = re.compile(
    rf"{_FRONT}(?:退款|我要?|关于)?(?P<name>{_WORD}{{2,6}}?)(?=就?这么做生意|欺[骗诈](?:广大)?(?:消费者|顾客|用户)|虚假宣传|店大欺客|倒闭|关门"
    r"|闭店|停业|还亮着|拖了\d|霸王条款|乱收费|售假|以次充好)"
)
_ITS = re.compile(rf"(?:订单是|这是|这就是|店是)(?P<name>{_WORD}{{2,6}}?)(?=的(?:[店货单,。]|门店|产品|外卖))")
_COMPLAINED_OF = re.compile(rf"{_FRONT}(?:我要|我|现|特)?(?:投诉|举报|曝光)(?P<name>{_WORD}{{2,6}}?)(?=[!,。\n]|$)")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(alternatives(words("brands")))


def known(text: str) -> Iterator[tuple[int, int]]:
    """Every brand of ``brands.txt`` in ``text``, the longest where several fit."""
    for match in _pattern().finditer(text):
        yield match.span()


def merchants(text: str) -> Iterator[tuple[int, int]]:
    """Names that the sentence calls a business: 平台叫…, 商家：…, 在…买的, …的店长; some reach too far."""
    for pattern in (_CALLED, _BOUGHT_AT, _STAFFED, _OF_THEIRS):
        for match in pattern.finditer(text):
            yield match.span("name")


def traders(text: str) -> Iterator[tuple[int, int]]:
    """Names that do what only a business does, or stand right behind the word for one; the ends are right."""
    for pattern in (_FIRM, _TRADES_SO, _ITS):
        for match in pattern.finditer(text):
            yield match.span("name")


def complained_of(text: str) -> Iterator[tuple[int, int]]:
    """What stands behind 投诉 at the front of a sentence: mostly a business, sometimes a person."""
    for match in _COMPLAINED_OF.finditer(text):
        yield match.span("name")
