"""Other readings of what was typed, for when the first finds nobody: names inside a sentence, everyday short forms. Pure.

People tell a story where a name is asked for (“大连那个龙宇电器，买的热水器不给修”). It is cut at words that no name of a
firm holds; each piece that is left may be the name. What a reading finds is offered, never taken by itself.
"""
# ruff: noqa: E501  (word lists; a Chinese character counts double)

import re
from collections.abc import Iterator
from dataclasses import replace

from merchants.matching.fold import fold, letters
from merchants.matching.normalise import Typed, typed
from merchants.matching.places import Gazetteer
from merchants.matching.words import TRADE_WORDS

MOST = 4
_LONGEST = 24
_SHORTEST = 2
# Words of telling: who, where, what happened. Single characters only where names of firms hardly ever hold them.
_CUT = re.compile(
    r"[,，。;；!！?？、:：\s]|那个|那家|这个|这家|一家|一个|有个|有家|那边|这边|那里|这里|附近|旁边|对面|隔壁|楼下|楼上|门口|里面|上面|全名|全称|名字|好像|应该"
    r"|可能|我们|你们|他们|自己|东西|时候|牌子|多收|加价|绕路|两个字|三个字|写字楼|[的了在我你他她被把给叫买卖吃喝住骗说让跟没不乱退扣丢赔欠找着过去是]"
)
# How people say what registers write; both ways round where both are written.
_SPELLED = (
    ("中石油", "中国石油天然气"), ("中石化", "中国石化"), ("中国联通", "中国联合网络通信"), ("联通", "联合网络通信"), ("农行", "农业银行"),
    ("工行", "工商银行"), ("建行", "建设银行"), ("交行", "交通银行"), ("招行", "招商银行"), ("邮储银行", "邮政储蓄银行"), ("邮储", "邮政储蓄银行"),
    ("国寿", "中国人寿"), ("太平洋保险", "太平洋财产保险"), ("汽修厂", "汽车修理厂"), ("汽修", "汽车修理"), ("修车厂", "汽车修理"), ("修车店", "汽车修理"),
    ("修车", "汽车修理"), ("汽贸", "汽车贸易"), ("汽配", "汽车配件"), ("房产", "房地产"), ("中介", "经纪"), ("饮料", "饮品"), ("驾校", "驾驶培训学校"),
    ("超市", "商场"), ("药店", "药房"), ("旅社", "旅行社"), ("托运", "货运"), ("家具城", "家具"), ("修理厂", "修理"), ("供销社", "供销合作社"), ("农资", "农业生产资料"),
)  # fmt: skip
# “在悦来眼镜配的”, “汉生服装店”: what is left behind a name when the sentence is cut.
_TAIL = re.compile(r"(?:店|铺|里|[配做订办充点定装看学治剪染烫洗交拍租])$")
_NUMERAL = re.compile(r"[零〇一二两三四五六七八九十百]+(?=号|栋|幢|座|弄|单元|室)")
_TRADE = re.compile("|".join(sorted(TRADE_WORDS.split(), key=len, reverse=True)))
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def readings(asked: Typed, text: str, gazetteer: Gazetteer, region: str | None) -> list[Typed]:
    """At most four other readings, the likeliest first; none for what is a bare name or number already."""
    out: dict[tuple[str, str], Typed] = {}
    for other in _others(asked, text, gazetteer, region):
        key = (other.text, other.address)
        if other.text == asked.text and other.address in ("", asked.address):
            continue
        out.setdefault(key, other)
        if len(out) == MOST:
            break
    return list(out.values())


def _others(asked: Typed, text: str, gazetteer: Gazetteer, region: str | None) -> Iterator[Typed]:
    if asked.address:
        yield _address(asked, gazetteer)
        if asked.beside:  # the shop at that address is all that was said
            return
    pieces = _pieces(fold(text))
    places = tuple(word for piece in pieces for word in (spot.word for spot in gazetteer.spots(letters(piece))))
    for piece in sorted(pieces, key=len, reverse=True):
        for said in (piece, _spelled(piece)):
            heard = typed(said, gazetteer, region)
            if len(_bare(heard)) < _SHORTEST:
                continue
            around = tuple(word for word in places if word not in said)
            yield replace(heard, hints=heard.hints or around[-1:], address="", codes=(), phones=(), links=())


def _pieces(text: str) -> list[str]:
    found = [piece for piece in _CUT.split(text) if _SHORTEST <= len(letters(piece)) <= _LONGEST]
    return list(dict.fromkeys(found))


def _bare(heard: Typed) -> str:
    """What is left when places and words of trade are taken out: a piece that only says where or what is no name."""
    text = heard.text
    for word in heard.places:
        text = text.replace(word, "", 1)
    return _TRADE.sub("", text).strip("市区县省州镇路街店厂")


def _spelled(piece: str) -> str:
    for said, written in _SPELLED:
        if said in piece and written not in piece:
            piece = piece.replace(said, written)
    return _TAIL.sub("", piece) if len(piece) > 4 else piece


def _address(asked: Typed, gazetteer: Gazetteer) -> Typed:
    """Without the places at its head, which people write without their ranks; with figures for numerals."""
    address = _NUMERAL.sub(lambda found: str(_number(found[0])), asked.address)
    ends, words = gazetteer.head(address, frozenset(asked.hints))
    tail = address[ends[-1] :] if ends else address
    if len(tail) < 4 or not re.search(r"\d", tail):
        return asked
    return replace(asked, address=tail, hints=asked.hints or tuple(words))


def _number(text: str) -> int:
    """一百二十一 → 121, 十二 → 12, 一二一 → 121."""
    if not {"十", "百"}.intersection(text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    total = unit = 0
    for sign in text:
        if sign in _DIGITS:
            unit = _DIGITS[sign]
        else:
            total += (unit or 1) * (100 if sign == "百" else 10)
            unit = 0
    return total + unit
