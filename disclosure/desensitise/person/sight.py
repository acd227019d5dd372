"""What the person patterns see on a page: words, what is taken already, names of businesses."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from disclosure.desensitise.lac import Token
from disclosure.desensitise.normalise import normalise
from disclosure.desensitise.page import Page
from disclosure.desensitise.person import brands
from disclosure.desensitise.person.surnames import COMMON, DOUBLE, GIVEN, SINGLE
from disclosure.desensitise.vocabulary import words

HAN = re.compile(r"[㐀-鿿]+")
_TRADE = re.compile(brands.TRADES)
_PREMISES = re.compile(r"(?:[店铺馆坊摊厂]|超市|商行|公司|诊所|饭庄|酒楼|酒家|食堂|工作室|驿站)$")
_SHOP_TAIL = re.compile(
    r"(?:(?![的了我你他她在是有给说把被到去来送卖开找和跟])[㐀-鿿]){0,3}(?:[店铺馆坊]|超市)(?=[\"”」》,。;!?\s(]|$|老板|的|买|购|那)"
)
_LEANS_A_LITTLE = 0.04
_NOUN_TAGS = frozenset({"n", "nz", "ORG", "LOC", "s", "vn", "nw"})
# 李记…, 毕家院子: a family name that goes on like a shop's.
_SHOPLIKE = re.compile(r".(?:[记氏]|家[院店菜馆庄铺坊面粉包饺饭烧卤鲜])|..[记氏][㐀-鿿]")
_TRADE_WITHIN = re.compile(rf"(?:{brands.TRADES})$")
# Trades that also follow a person's name: 高明手机…, 王刚公司.
_WEAK_TRADES = words("weak_trades")
TITLED = re.compile(
    r"(?:师傅|先生|女士|小姐|老师|经理|主任|店长|总|哥|姐|叔|姨|律师|医生|老板|太太|主管"
    r"|教练|书记|局长|[县市区镇村]长|公司|平台)$"
)


@dataclass
class Sight:
    """What stands where on one page: words, what is taken, how far it leans to a name, what belongs to a business."""

    page: Page
    blocked: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = self.page.text
        self._closed = bytearray(len(self.text) + 1)
        for start, end in (*self.blocked, *self.page.marks):
            self._closed[start:end] = b"\x01" * (end - start)

    @cached_property
    def starts(self) -> dict[int, Token]:
        """The token that starts at an offset."""
        return {token.start: token for token in self.page.tokens}

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.page.tokens]

    def leaning(self, start: int, end: int) -> float:
        """How far LAC leans to a person's name in just this stretch, 0 to 1, whatever word won in the end.

        Behind a role or label everyday words lie under 0.05 and names that are everyday words mostly above.
        """
        begins, within = self.page.leaning
        goes_on = within[end] if end < len(within) else 0.0
        return min(begins[start], *within[start + 1 : end], 1.0) * (1.0 - goes_on)

    @property
    def leans(self) -> float:
        """The leaning from which an everyday word behind a role or label is a name."""
        return self.page.thresholds.name_behind_role

    @property
    def sure(self) -> float:
        """The leaning that makes any word a name."""
        return self.page.thresholds.name_anywhere

    def token_over(self, at: int) -> Token | None:
        """The token that covers ``at``."""
        index = bisect_right(self._token_starts, at) - 1
        return self.page.tokens[index] if index >= 0 else None

    @cached_property
    def business(self) -> bytearray:
        """Which characters belong to the name of a business."""
        marked = bytearray(len(self.text) + 1)
        spans = [*brands.known(self.text)]
        spans += [span for span in brands.traders(self.text) if not self._surely_a_person(*span)]
        spans += [span for span in brands.complained_of(self.text) if not self._like_a_person(*span)]
        for name in (*self.page.known.merchants, *self.page.known.places):
            plain = normalise(name).text.strip()
            spans += [match.span() for match in re.finditer(re.escape(plain), self.text)] if plain else []
        for start, end in spans:
            marked[start:end] = b"\x01" * (end - start)
        return marked

    def _like_a_person(self, start: int, end: int) -> bool:
        name = self.text[start:end]
        return (name[0] in COMMON and len(name) <= 3) or name[:2] in DOUBLE or TITLED.search(name) is not None

    def _surely_a_person(self, start: int, end: int) -> bool:
        name = self.text[start:end]
        return name[0] in COMMON and len(name) <= 3 and all(sign in GIVEN for sign in name[1:])

    @cached_property
    def merchant_names(self) -> set[str]:
        """Names that the text itself calls a business."""
        names = {self.text[start:end] for start, end in brands.merchants(self.text)}
        return {name for name in names if len(name) >= 2}

    def closed(self, start: int, end: int) -> bool:
        """Whether something in the stretch is masked already or claimed by a number, an address and the like."""
        return any(self._closed[start:end])

    def edge(self, at: int) -> bool:
        """Whether nothing that could belong to a name stands at ``at``."""
        return at >= len(self.text) or not HAN.match(self.text[at]) or bool(self._closed[at])

    def is_business(self, start: int, end: int) -> bool:
        """Whether the stretch is, begins or ends a business name, by list, by trade behind it or by the sentence."""
        token = self.token_over(start)
        longer_person = token is not None and token.tag == "PER" and token.start == start and token.end == end
        if any(self.business[start:end]):
            whole = all(self.business[start:end])
            begun = start > 0 and self.business[start - 1] and self.business[start]
            given = self._brand_for_first_name(start, end)
            if whole or begun or not (longer_person or given):
                return True
        name = self.text[start:end]
        if name in self.merchant_names or _SHOPLIKE.match(self.text, start):
            return True
        if len(name) > 2 and _TRADE_WITHIN.search(name):
            return True
        return self.trade_behind(end, weak=False) or bool(
            token and token.tag == "ORG" and token.start <= start and token.end > end
        )

    def _brand_for_first_name(self, start: int, end: int) -> bool:
        """A family name and a first name that is also a brand (禹晨光), if LAC leans a little to a name."""
        first = all(self.business[start + 1 : end]) and not self.business[start] and not self.business[end]
        return first and end - start == 3 and self.text[start] in SINGLE and self.leaning(start, end) >= _LEANS_A_LITTLE

    def brand_alone(self, start: int, end: int) -> bool:
        """Whether the stretch is just the name of a brand that the text does not otherwise call a business."""
        whole = all(self.business[start:end]) and not self.business[end] and not (start and self.business[start - 1])
        return whole and self.text[start:end] not in self.merchant_names and not self.trade_behind(end, weak=True)

    def trade_behind(self, end: int, *, weak: bool) -> bool:
        """Whether a trade follows (面馆, 旗舰店): the name in front is a shop's."""
        match = _TRADE.match(self.text, end)
        return match is not None and (weak or match.group() not in _WEAK_TRADES)

    def shop_behind(self, end: int) -> bool:
        """Whether what somebody is called goes on as the name of a shop: 老王修车铺, 小李鲜果超市."""
        over = self.token_over(end - 1)
        if over is not None and over.tag == "ORG" and over.end > end:
            return True
        at = over.end if over is not None and over.end > end else end
        while at < min(end + 6, len(self.text)) and (token := self.starts.get(at)) and token.tag in _NOUN_TAGS:
            at = token.end
        return _PREMISES.search(self.text[end:at]) is not None or _SHOP_TAIL.match(self.text, end) is not None

    def close(self, start: int, end: int) -> None:
        """Let nobody else claim the stretch."""
        self._closed[start:end] = b"\x01" * (end - start)
