"""What can be read from the consumer's own words: only guesses, each with the words it came from. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.forms.dates import NotADate, parse_date
from accounts.forms.money import NotAnAmount, parse_fen
from accounts.forms.numerals import narrow

_AMOUNT = re.compile(
    r"(?:[¥￥]\s*[0-9][0-9,，]*(?:\.[0-9]{1,2})?)"
    r"|(?:(?:[0-9][0-9,，]*(?:\.[0-9]{1,4})?|[一二两三四五六七八九十百千零]{1,9})\s*[万千百]?\s*(?:多)?(?:元|块钱|块))"
)
_DATE = re.compile(
    r"(?:(?:20\d\d|今年|去年|前年)\s*年?\s*)?(?<!\d)\d{1,2}\s*月\s*\d{1,2}\s*[日号]?|大前天|昨天|前天|今天"
)
_WHOLE_DATE = re.compile(r"(?<![\dA-Za-z-])20\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?(?![\dA-Za-z-])")
_ORDER = re.compile(
    r"(?:订单编号|订单号|订单|单号|合同号|合同编号|流水号|会员卡号)\s*(?:是|为|[:：])?\s*([A-Za-z0-9][A-Za-z0-9-]{4,39})"
)
_SHOP = re.compile(
    r"(?:在|去|到|向|找|跟|和)([\u4e00-\u9fffA-Za-z0-9·（）()]{2,24}?"
    r"(?:公司|超市|商场|商城|专卖店|旗舰店|门店|分店|酒店|宾馆|饭店|餐厅|影院|健身房|医院|学校|培训班|直播间|工作室|中心|馆|店))"
)
_NO_SHOP = ("这家", "那家", "一家", "他家", "她家", "网店", "商店", "门店", "本店", "该店", "搬店", "开店", "店")
_PAID = re.compile(r"付|花|交|充|买|办|价|费|定金|押金")
_BREAK = re.compile(r"[，。；！？、,;!?:\s]")
_MOST = 3


@dataclass(frozen=True, slots=True)
class Guess:
    """`key` names the field it would fill, `value` what would be put there, `why` the words it was read from."""

    key: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Words:
    """A category and the words that speak for it."""

    code: str
    words: Sequence[str]


def read_guesses(text: str, *, today: date, objects: Iterable[Words] = (), issues: Iterable[Words] = ()) -> list[Guess]:
    """Category, issue, merchant, sums, days and order number; at most three of a kind."""
    plain = narrow(text)
    return [
        *categories("category", plain, objects),
        *categories("issue", plain, issues),
        *shops(plain),
        *amounts(plain),
        *days(plain, today),
        *orders(plain),
    ]


def categories(key: str, text: str, known: Iterable[Words]) -> list[Guess]:
    """The one or two categories with the most of their words in the text."""
    scored = []
    for one in known:
        found = [word for word in dict.fromkeys(one.words) if len(word) >= 2 and word in text]
        if found:
            scored.append((sum(len(word) for word in found), one.code, found))
    scored.sort(key=lambda item: (-item[0], item[1]))
    best = [item for item in scored[:2] if 2 * item[0] >= scored[0][0]]
    return [Guess(key, code, "".join(f"“{word}”" for word in found[:3])) for _score, code, found in best]


def shops(text: str) -> list[Guess]:
    """A name that ends like one of a shop, after a word that leads to it."""
    found = dict.fromkeys(match[1] for match in _SHOP.finditer(text) if match[1] not in _NO_SHOP)
    names = [name for name in found if not name.startswith(("这家", "那家", "一家", "我家", "他们"))]
    return [Guess("merchant", name, f"“{name}”") for name in names[:1]]


def amounts(text: str) -> list[Guess]:
    """Sums of money, those near a word of paying first; the value is in fen."""
    found: dict[int, tuple[bool, str]] = {}
    for match in _AMOUNT.finditer(text):
        typed = match[0].replace("多", "").replace("，", ",")
        try:
            fen = parse_fen(typed)
        except NotAnAmount:
            continue
        around = text[max(0, match.start() - 12) : match.end() + 6]
        if fen > 0 and fen not in found:
            found[fen] = (bool(_PAID.search(around)), _around(text, match))
    ordered = sorted(found.items(), key=lambda item: not item[1][0])
    return [Guess("paid", str(fen), why) for fen, (_near, why) in ordered[:_MOST]]


def days(text: str, today: date) -> list[Guess]:
    """Days that have been; without a year the last such day is meant."""
    found: dict[date, str] = {}
    taken: list[tuple[int, int]] = []
    for pattern in (_WHOLE_DATE, _DATE):
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            try:
                day = parse_date(match[0], today=today)
            except NotADate:
                continue
            taken.append(match.span())
            if today.year - 20 <= day.year and day <= today:
                found.setdefault(day, _around(text, match))
    return [Guess("paid_on", day.isoformat(), why) for day, why in sorted(found.items())[:_MOST]]


def orders(text: str) -> list[Guess]:
    """What stands after the words for an order number."""
    found = dict.fromkeys(match[1] for match in _ORDER.finditer(text))
    return [Guess("order_number", number, f"“{number}”") for number in list(found)[:1]]


def _around(text: str, match: re.Match[str]) -> str:
    """A few signs of the sentence around a find."""
    start, end = match.span()
    before = _BREAK.split(text[max(0, start - 8) : start])[-1]
    after = _BREAK.split(text[end : end + 8])[0]
    return f"“{before}{match[0]}{after}”"
