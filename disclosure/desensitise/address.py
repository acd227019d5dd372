"""Addresses below the district: the district stays, road, estate, building and room go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.desensitise.geography import below, divisions
from disclosure.desensitise.page import Page
from disclosure.desensitise.spans import Finding, Kind
from disclosure.desensitise.vocabulary import alternatives, words

_HAN = "㐀-鿿"
# Signs that a place name in running text practically never holds; they end the search to the left.
_NAME = rf"[{_HAN}A-Za-z0-9·-]"
_STOP = "的了是被我你他她它们这那没吗呢吧啊把让就也很还说找买卖叫请跟"
_PLACE = rf"(?:还建|(?![{_STOP}])[{_HAN}·])"
_NUM = r"(?:\d{1,5}|[零一二三四五六七八九十百]{1,5}|[A-Za-z]\d{0,4})"
_NUMS = rf"{_NUM}(?:\s?[-—–/、#]\s?{_NUM})*"
_ROAD = alternatives(words("roads"))
_ROAD_NUMBER = rf"(?:[东西南北中]?(?:段|侧)?\s?{_NUMS}\s?(?:号院|号楼|号附\d+号?|号之[一二三四五六]|号|弄|巷|院))"
_ESTATE = alternatives(words("estates"))
_UNIT = (
    rf"(?:[东西南北中甲乙丙丁]?\s?(?:第?{_NUMS})\s?"
    r"(?:号楼|号院|栋|幢|座|单元|门(?!店|诊|票|口|锁)|室(?!内|外|友|[一二两三]厅)|楼层"
    r"|楼(?!盘|梯|道|下|主)|层|号附\s?\d+号?|号门(?!店|诊|票|锁|面|口)|巷(?!子)|弄(?!堂)|号房|号铺|号(?![码线称])|户(?!型|外)|房(?!东|租|子|间|屋|型"
    r"|产|款)|铺|组|队|社|排))"
)
_BARE = (
    rf"(?:\s?{_NUM}(?:\s?[-—–#]\s?{_NUM})+|\s?[A-Za-z]?\d{{2,5}}(?![\d元块年月天日个斤%.]"
    rf"|\s?(?:元|块|万|平|[Kk]m|公里|米|多)))"
)
_VILLAGE = (
    rf"(?:(?:{alternatives(words('villages'))})\s?(?:第?{_NUM}\s?(?:组|队|社|号"
    rf"|户|片)|(?!民|委)[{_HAN}]{{1,4}}[组湾塆屯]\s?{_NUM}?号?))"
)
_TAIL_WORD = (
    r"(?:(?:出租[屋房]|自建房|门面房?|板房|大厅|保安室|门卫室?|传达室|物业|前台|菜鸟驿站|驿站|快递柜|丰巢柜?|地下室|阁楼"
    r"|车库|信箱)?(?:旁边|对面|隔壁|附近|楼下|门口|斜对面|后面|前面)?)"
)
_PIECE = (
    rf"(?:{_PLACE}{{1,12}}?{_ROAD}(?:与{_PLACE}{{1,8}}?{_ROAD})?(?:交叉口|交汇处"
    rf"|口)?{_ROAD_NUMBER}?|{_PLACE}{{1,10}}?{_VILLAGE}|{_PLACE}{{1,12}}?{_ESTATE}"
    rf"|{_PLACE}{{1,8}}?(?:街道|镇|乡|村|社区)|{_UNIT}|{_PLACE}{{0,4}}(?:[东西南北]区|[A-Za-z]区|[一二三四五六]期))"
)
# 二期北区: what lies between an estate and its buildings.
_QUARTER = r"(?:(?:(?:[东西南北A-Za-z]|[一二三四五六七八九十]|\d{1,2})(?:区|期|组团|片区)|[东西南北])\s?){0,3}"
_CABINET = r"(?:驿站|丰巢柜?|快递柜|柜|门卫室?|传达室|保安亭|岗亭|速递易|近邻宝|兔喜|妈妈驿站|单元门口?|大厅|前台)"
_CORE = re.compile(
    rf"(?P<road>{_PLACE}{{1,12}}?{_ROAD}\s?{_ROAD_NUMBER})"
    rf"|(?P<village>{_PLACE}{{1,10}}?{_VILLAGE})"
    rf"|(?P<estate>{_PLACE}{{1,12}}?{_ESTATE}\s?{_QUARTER}\s?(?:{_UNIT}|{_NUM}\s?[-—–#]\s?{_NUM}))"
    rf"|(?P<units>(?:楼下|门口|驿站)的?\s?\d{{1,3}}号?(?:快递)?柜|{_UNIT}\s?{_UNIT}|{_NUM}\s?(?:号楼|栋|幢|座)\s?(?:的)?{_CABINET}|{_NUM}\s?(?:号楼|栋|幢|座)\s?{_NUMS}|\d{{1,2}}\s?楼\s?[A-Za-z]?\d{{3,4}}(?![\d.]|\s?(?:元|块|平|多|人|米|个|年)))"
)
_MORE = re.compile(
    rf"[\s_-]?(?:{_PLACE}{{1,10}}?[A-Za-z0-9]{{0,4}}(?:[东西南北A-Za-z]区"
    rf"|[一二三四五六1-9]期)?(?={_UNIT})|[(]?{_UNIT}[)]?|{_PIECE}(?=\s?(?:{_UNIT}|{_BARE}))"
    rf"|{_PLACE}{{0,14}}?{_CABINET}\s?{_NUM}\s?(?:号柜?|柜|号门|门)?|(?:顶楼|[负\d一二三四五六七八九十]{{1,2}}[楼层])?\s?[东西南北中左右]{{1,2}}(?:户|室|侧|边户|套|(?=[,。;!?\s)]|$))|{_BARE}){_TAIL_WORD}"
)
_PREVIOUS = re.compile(
    rf"(?:{_PLACE}{{1,8}}?(?:街道|镇|乡|村|社区|开发区|[零一二三四五六七八九十百]{{1,3}}街坊|{_ROAD}|{_ESTATE}{_QUARTER}"
    rf"|[A-Za-z东西南北\d一二三四五六七八九十]{{1,2}}[区期])\s?)+$"
)
_CUE = re.compile(
    r"(?:家庭住址|居住地址|收货地址|收件地址|联系地址|送货地址|邮寄地址|户籍地址?|通讯地址"
    r"|住址|(?<!门店)(?<!店铺)(?<!商家)(?<!公司)(?<!经营)(?<!营业)(?<!本店)地址|地点|收货地|户籍|住所地?|居住在|居住|家住|现住|暂住|租住|(?<!入)住在"
    r"|(?<![入记])住(?![宿店院客户民进过房处建改])|家在"
    r"|老家|寄到|送到|送至|寄往|寄至|送货到|发到|发往|送错到|配送到|放在|搬到|上门到|位于"
    r"|坐落于?)(?:是|为|在|了|于|:|\s|,)*"
)
_CUED = re.compile(
    rf"(?P<cue>{_CUE.pattern})(?P<place>(?:{_NAME}|[ ()（）,](?=\s?{_NUM}\s?(?:号|栋|幢|单元|室|楼|门|座)))*)"
)
# 孝昌县|花园镇陡山村下湾: a village needs no number to lead to a house.
_TOWN_AND_VILLAGE = re.compile(
    rf"(?<=[县市区旗])(?P<place>{_PLACE}{{1,6}}?(?:镇|乡)\s?{_PLACE}{{1,6}}?村(?![民委干支主书])"
    rf"(?:{_PLACE}{{1,3}}?(?:湾|塆|屯|垸|庄|坪|冲|组|寨|畈))?)"
)
_LIVED_IN = re.compile(
    rf"在(?P<place>{_PLACE}{{2,10}}?(?:小区|花园|家园|公寓|苑|新村|大院|山庄){_QUARTER})(?=住[了过着])"
)
_LEAD = re.compile(rf".*(?:{_CUE.pattern}|在|到|于|往|从|给|去|址|以及|至)")
# What makes a place after a cue an address: a road, an estate, a village, a building with its number.
_DETAIL = re.compile(
    rf"(?:{_ROAD}(?![上边]|费)|(?<=[㐀-鿿]{{2}})(?:小区|花园|家园|公寓|苑|新村|公馆|大厦"
    rf"|家属[院楼]|宿舍|山庄|别墅|村(?!民)|镇(?!上))"
    rf"|乡(?!下|里)|街道|社区|{_VILLAGE}"
    r"|\d+\s?(?:号楼|栋|幢|座|单元|室|组|弄|巷)|(?<=[㐀-鿿]{2})(?<!月)\d{1,5}号(?![线码])|[A-Za-z]?\d+\s?-\s?\d+|[一二三四五六七八九十]+(?:栋|单元|组))"
)
# 武商广场二楼: a floor of a place where one shops is nobody's address.
_MALL_FLOOR = re.compile(
    r"(?:广场|时代|天地|中心|国际|城|大厦|商场)\s?[负BbFf]?[\d一二三四五六七八九十]{1,2}(?:楼|层)$"
)
_NOT_PLACE = re.compile(
    r"一路|半路|网路|线路|思路|套路|出路|道路|马路|公路局|走路|铺路|问路|高速公路|电路"
    r"|短路|上楼|下楼|酒楼|售楼|一楼|二楼|三楼|全国|本店|中国|外国|跨国|以来|一号|这里"
    r"|那里|哪里|心里|手里|家里|店里|里面"
)
_PLACE_END = re.compile(
    r"[的了就却但也还才又没不被把让买是说叫想给退投因]|都(?=[是在没不有被要会很说])|有(?=[人个一没])|装修|[做订装修办](?=[了的过])|办(?=理|卡)|(?<=[号室栋楼])(?:人|店)"
)
_SHOP_AFTER = re.compile(r"\s?(?:店|分店|门店|旗舰店|专卖店|专柜|营业厅|支行|分行|停车场)")


def find(page: Page) -> Iterator[Finding]:
    """Road and number, village and group, estate and building, building and room; places after “住、地址、送到”."""
    text = page.text
    past = 0
    for match in _CORE.finditer(text):
        if match.start() < past or _MALL_FLOOR.search(match.group()):
            continue
        start = _begin(text, match)
        if start is None:
            continue
        end = _extend(text, match.end())
        past = end
        reason = {"road": "路名加门牌号", "village": "村名加组", "estate": "小区加楼栋", "units": "楼栋加房号"}
        yield Finding(start, end, Kind.ADDRESS, reason[str(match.lastgroup)])
    for match in _TOWN_AND_VILLAGE.finditer(text):
        if match.start("place") >= past:
            start = below(text, match.start("place"), match.end("place"))
            yield Finding(start, match.end("place"), Kind.ADDRESS, "乡镇加村名", doubt=True)
    for match in _LIVED_IN.finditer(text):
        if match.start("place") >= past:
            start = _inside(text, match.start("place"), match.end("place"))
            yield Finding(start, match.end("place"), Kind.ADDRESS, "住的小区", doubt=True)
    for match in _CUED.finditer(text):
        place = _cued_place(match["place"])
        if place is None:
            continue
        offset, length = place
        start = match.start("place") + offset
        yield Finding(start, _extend(text, start + length), Kind.ADDRESS, "“住、地址、送到”之后的地点")


def _begin(text: str, match: re.Match[str]) -> int | None:
    """Where the address starts: after the last district, cue or verb inside the matched name, or further left."""
    whole = match.group()
    cut = _below(text, match.start(), match.end() - 1) - match.start()
    lead = _LEAD.match(whole[cut:-2])
    if lead and match.lastgroup != "units":
        cut += lead.end()
        cut = below(text, match.start() + cut, match.end() - 1) - match.start()
    kept = whole[cut:].strip()
    if (
        not kept
        or _NOT_PLACE.match(kept)
        or not any((sign.isalnum() and sign.isascii()) or sign in "零一二三四五六七八九十" for sign in kept)
    ):
        return None
    start = match.start() + cut + (len(whole[cut:]) - len(whole[cut:].lstrip()))
    if kept[0] in "市区县" and cut == 0:
        return start + 1  # A市|后湖小区: what stands before is no division we know
    if cut == 0:
        before = _PREVIOUS.search(text, max(0, start - 24), start)
        if before:
            return _inside(text, before.start(), start)
    return start


def _below(text: str, start: int, end: int) -> int:
    """``below``, also for a division that begins a little further left (曾都区, whose first sign ends a search)."""
    inside = [stop for _, stop in divisions(text, max(0, start - 8), end) if start < stop < end]
    return max(inside) if inside else below(text, start, end)


def _inside(text: str, start: int, end: int) -> int:
    """The start of the place name within ``text[start:end]``, after any district or cue."""
    start = below(text, start, end)
    lead = _LEAD.match(text[start:end])
    return start + (lead.end() if lead else 0)


def _extend(text: str, end: int) -> int:
    while True:
        more = _MORE.match(text, end)
        if not more or more.end() == end or _SHOP_AFTER.match(text, more.end()):
            return end
        end = more.end()


def _cued_place(place: str) -> tuple[int, int] | None:
    """Offset and length of what is below the district in a place after a cue; None when nothing is."""
    stop = _PLACE_END.search(place)
    if stop:
        place = place[: stop.start()]
    cut = below(place, 0, len(place))
    rest = place[cut:]
    stripped = rest.strip(" ,()（）")
    if len(stripped) < 3 or not _DETAIL.search(stripped) or _NOT_PLACE.match(stripped):
        return None
    offset = cut + rest.index(stripped)
    return offset, len(stripped)
