"""Place names: their short forms, and which of them stand in a name, an address or a hint. Pure.

The list of divisions comes from outside (`engine.gazetteer` reads it from `accounts.Division`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

_PEOPLES = (
    "汉族|蒙古族|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|高山族"
    "|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|阿昌族|普米族|塔吉克|怒族"
    "|乌孜别克族|俄罗斯族|鄂温克族|德昂族|保安族|裕固族|京族|塔塔尔族|独龙族|鄂伦春|赫哲族|门巴族|珞巴族|基诺族|各族"
)
_PEOPLE_TAIL = re.compile(rf"(?<=[\u4e00-\u9fff]{{2}})(?:{_PEOPLES})+$")
_RANK = re.compile(
    r"(?:特别行政区|自治区|自治州|自治县|自治旗|省|地区|林区|特区|新区|矿区|市|区|县|州|盟|左旗|右旗|旗)$"
)
# “超市”, “门市”, “小区” … end like a division and are none.
_NO_DIVISION = re.compile(
    r"(?:超|夜|股|集|楼|花|菜|鱼|闹)市$|(?:社|小|园|校|厂|库|景|开发|工业|产业|保税|度假|商业|住宅|街|片|灾|专|地|营业|服务|生活|加工|办公"
    r"|市|展|货|特|高新)区$|(?:各|全|本|外|我|在|两)[省市县州]$"
)
# A place that is not on the list is taken for one by its rank; 州, 盟 and 旗 end too many brands (神州, 联盟, 红旗).
_WRITTEN = re.compile(r"[\u4e00-\u9fff]{2,8}?自治[区州县旗]|[\u4e00-\u9fff]{1,3}?(?:省|市|县|区)")
_TAIL = re.compile(r"自治区|自治州|自治县|省|市|地区|州|区|县")
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,4}?(?:街道办事处|街道办|街道|镇|乡)")
_ZONE = re.compile(
    r"(?:国家级)?(?:经济技术|高新技术产业|高新技术|高新|经济|工业|旅游|保税|[\u4e00-\u9fff]{2})?(?:开发区|保税区|高新区|自贸区|度假区)"
)


@lru_cache(maxsize=20_000)
def short(name: str) -> str:
    """The everyday form of a division's name; a name that would shrink to one character stays whole.

    >>> short("恩施土家族苗族自治州"), short("武汉市"), short("费县"), short("内蒙古自治区")
    ('恩施', '武汉', '费县', '内蒙古')
    """
    stem = _RANK.sub("", name)
    stem = _PEOPLE_TAIL.sub("", stem)
    return stem if len(stem) >= 2 else name


class Division(NamedTuple):
    """One row of the list of divisions."""

    code: str
    name: str
    level: str
    parent: str


class Spot(NamedTuple):
    """A place named at `text[start:end]`; `word` is its short form."""

    start: int
    end: int
    word: str


@dataclass(frozen=True)
class Gazetteer:
    """Divisions above the township, by code and by short name."""

    divisions: Mapping[str, Division]
    by_word: Mapping[str, tuple[str, ...]]
    heads: Mapping[str, tuple[str, ...]] = field(repr=False)
    """The first two characters of a name → the names that begin so, longest first."""
    current: Mapping[str, str] = field(repr=False, default_factory=dict)
    """Abolished code → the code in force that stands for it."""

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str, str]], current: Mapping[str, str] | None = None) -> "Gazetteer":
        """From rows (code, name, level, parent), former names before present ones; townships are left aside."""
        divisions: dict[str, Division] = {}
        by_word: dict[str, list[str]] = {}
        for code, name, level, parent in rows:
            if level == "township":
                continue
            divisions[code] = Division(code, name, level, parent or "")
            for word in {name, short(name)}:
                codes = by_word.setdefault(word, [])
                if code not in codes:
                    codes.append(code)
        heads: dict[str, list[str]] = {}
        for word in sorted(by_word, key=len, reverse=True):
            heads.setdefault(word[:2], []).append(word)
        return cls(
            divisions,
            {word: tuple(codes) for word, codes in by_word.items()},
            {head: tuple(words) for head, words in heads.items()},
            dict(current or {}),
        )

    def chain(self, code: str) -> tuple[Division, ...]:
        """The division and all above it, lowest first. Climbs the parent, never cuts digits (DOMAIN 4)."""
        out: list[Division] = []
        while code and code in self.divisions and len(out) < 6:
            division = self.divisions[code]
            out.append(division)
            code = division.parent
        return tuple(out)

    @cached_property
    def _words(self) -> dict[str, tuple[str, ...]]:
        return {code: tuple(short(division.name) for division in self.chain(code)) for code in self.divisions}

    def words_of(self, code: str) -> tuple[str, ...]:
        """Short names of the division and of all above it."""
        return self._words.get(code, ())

    @cached_property
    def _narrowest(self) -> dict[tuple[str, ...], str]:
        return {}

    def narrowest(self, words: tuple[str, ...]) -> str:
        """The code of the division that accounts for most of the short names; among equals the highest, so as not to
        guess; "" when none does."""
        held = self._narrowest.get(words)
        if held is None:
            best, best_rank = "", (0, 0)
            for word in words:
                for code in self.by_word.get(word, ()):
                    chain = self.words_of(code)
                    rank = (sum(other in chain for other in words), -len(chain))
                    if rank > best_rank:
                        best, best_rank = code, rank
            held = self._narrowest[words] = best
        return held

    @cached_property
    def _above(self) -> dict[str, frozenset[str]]:
        return {}

    def above(self, word: str) -> frozenset[str]:
        """Short names of everything that lies above some division of this name."""
        held = self._above.get(word)
        if held is None:
            held = frozenset(up for code in self.by_word.get(word, ()) for up in self.words_of(code)[1:])
            self._above[word] = held
        return held

    def level(self, word: str) -> str:
        """The highest level at which this short name is used ("province", "city", "county", "" when unknown)."""
        return self._levels.get(word, "")

    @cached_property
    def _levels(self) -> dict[str, str]:
        out: dict[str, str] = {}
        for word, codes in self.by_word.items():
            levels = {self.divisions[code].level for code in codes}
            out[word] = next((level for level in ("province", "city", "county") if level in levels), "")
        return out

    def within(self, word: str, others: Iterable[str]) -> bool:
        """Does some division called `word` lie in (or equal) one of `others`, or the other way about?"""
        wanted = set(others)
        if word in wanted:
            return True
        if any(wanted & set(self.words_of(code)) for code in self.by_word.get(word, ())):
            return True
        return any(word in self.words_of(code) for other in wanted for code in self.by_word.get(other, ()))

    def at(self, text: str, start: int) -> Spot | None:
        """The longest known place that begins at `start`, with its rank word taken along when it follows."""
        words = self.heads.get(text[start : start + 2])
        if words is None:
            return None
        for word in words:
            if text.startswith(word, start):
                end = start + len(word)
                if end < len(text) and text[end] in "自省市地州区县":
                    tail = _TAIL.match(text, end)
                    if tail and word == short(word) and not _joins(text, end, tail[0]):
                        end = tail.end()
                return Spot(start, end, short(word))
        return None

    def spots(self, text: str) -> list[Spot]:
        """All known places in a text, left to right, without overlap; a city wins over a county it overlaps."""
        out: list[Spot] = []
        at = 0
        while at < len(text) - 1:
            spot = self.at(text, at)
            if spot is None:
                at += 1
                continue
            following = self.at(text, spot.end - 1) if spot.end - spot.start == 2 else None
            if following and self.level(spot.word) == "county" and self.level(following.word) in ("province", "city"):
                spot = following
            out.append(spot)
            at = spot.end
        return out

    def head(self, text: str, known: frozenset[str] | set[str] = frozenset()) -> tuple[list[int], list[str]]:
        """Places at the head of a name or address: the positions where each ends, and their short forms.

        A short county name counts only when it lies in `known` (the merchant's places) or in a place before
        it, because half of them are also brands (新华, 东方, 金山).
        """
        ends: list[int] = []
        words: list[str] = []
        at = 0
        while at < len(text) - 1 and len(ends) < 6:
            found = self._next(text, at, known, words)
            if found is None or found.end >= len(text) - 1:
                break
            ends.append(found.end)
            words.append(found.word)
            at = found.end
        return ends, words

    def second_start(self, text: str, start: int) -> int:
        """Where a name goes on after a word at `start` that is also a place (东方, 友谊, 长安), else `start`."""
        spot = self.at(text, start)
        return spot.end if spot is not None and spot.end < len(text) - 1 else start

    def _next(self, text: str, at: int, known: frozenset[str] | set[str], before: list[str]) -> Spot | None:
        spot = self.at(text, at)
        if spot is not None:
            ranked = spot.end - spot.start > len(spot.word) or spot.word[-1] in "市县区旗"
            level = self.level(spot.word)
            if ranked or spot.word in known or (level in ("province", "city") and not before):
                return spot
            if before and self.within(spot.word, before):
                return spot
            if level in ("province", "city") and before:
                return None
        written = _WRITTEN.match(text, at)
        if written and not _NO_DIVISION.search(written[0]) and not _joins(text, written.end() - 1, written[0][-1]):
            return Spot(at, written.end(), short(written[0]))
        if before:
            for pattern in (_ZONE, _TOWN):
                zone = pattern.match(text, at)
                if zone:
                    return Spot(at, zone.end(), zone[0])
        return None


def _joins(text: str, end: int, tail: str) -> bool:
    """“武汉市场” and “上海区域” hold no “武汉市” and no “上海区”."""
    after = text[end + len(tail) : end + len(tail) + 1]
    return (
        (tail == "市" and after in set("场政民容部"))
        or (tail == "区" and after in set("域间块"))
        or (tail == "州" and after == "际")
    )


NOWHERE = Gazetteer({}, {}, {})
