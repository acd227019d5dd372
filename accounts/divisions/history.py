"""What became of codes that the current list no longer holds. Pure; used only when the fixture is rebuilt.

The record of old codes is dated by year: `[1994-2014]郧县` was in force for some part of 1994 and of 2014. A row
made from it holds from 1 January of its first year until 1 January after its last.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

# Headings of the old standard, not divisions: they name nobody's parent.
HEADINGS = re.compile(r"^(市辖区|县|市区|林区|.*直辖.*)$")
NATIONALITIES = (
    "土家 苗 侗 瑶 壮 回 藏 彝 满 蒙古 维吾尔 哈萨克 朝鲜 布依 白 傣 黎 畲 羌 仡佬 水 哈尼 傈僳 佤 拉祜 纳西 景颇 "
    "布朗 怒 独龙 普米 德昂 毛南 仫佬 京 土 撒拉 东乡 保安 裕固 柯尔克孜 塔吉克 锡伯 达斡尔 鄂伦春 鄂温克 俄罗斯 "
    "乌孜别克 塔塔尔 高山 赫哲 门巴 珞巴 基诺 阿昌"
)
SUFFIX = re.compile(
    rf"(各族|(?:{NATIONALITIES.replace(' ', '|')})族)*(自治县|自治州|自治旗|地区|林区|特区|新区|市|区|县|盟|旗)$"
)
SPAN = re.compile(r"^(?:\[(\d{4})?-(\d{4})?\])?(.+)$")


# (name, first year, last year); None where the record has none.
Span = tuple[str, int | None, int | None]
# Provinces made out of others: 海南 (1988), 重庆 (1997).
MADE_OUT_OF = {"460000": "440000", "500000": "510000"}
# Successions of Hubei that names and years do not show: a prefecture merged into its city, a county renamed with it.
REMEMBERED = {
    "420622": "429003",  # 枣阳县 → 枣阳市, 1988
    "422301": "421202",  # 咸宁市 → 咸安区, 1998
    "422302": "421281",  # 蒲圻市 → 赤壁市, 1998
    "422500": "420600",  # 襄阳地区 into 襄樊市, 1983
    "422526": "422502",  # 光化县 into 老河口市, 1983
    "422600": "420300",  # 郧阳地区 into 十堰市, 1994
    "422621": "422601",  # 均县 → 丹江口市, 1983
    "422700": "420500",  # 宜昌地区 into 宜昌市, 1992
    "422701": "420581",  # 枝城市 (now 宜都市), 1992
    "429001": "421302",  # 随州市 → 曾都区, 2000
}
# Written in traditional characters in the record.
MISWRITTEN = {"加格達奇區": "加格达奇区"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the fixture; years are whole calendar years, `last` None while it still holds."""

    code: str
    name: str
    level: str
    parent: str
    first: int | None = None
    last: int | None = None
    successor: str = ""


def read_spans(lines: Iterable[str]) -> Iterator[tuple[str, str, int | None, int | None]]:
    """(code, name, first year, last year) from lines like `42 province=…` and, below, `  0304 county="[2014-]…"`."""
    province = ""
    for line in lines:
        if line.startswith("#") or not line.strip():
            continue
        key, _, value = line.strip().partition(" ")
        if not line.startswith(" "):
            province = key
            continue
        for span in value.partition('"')[2].rstrip('"').split(","):
            found = SPAN.match(span.strip())
            if found is None:
                raise ValueError(f"unreadable span of {province}{key}: {span}")
            first, last, name = found.groups()
            yield province + key, MISWRITTEN.get(name, name), int(first) if first else None, int(last) if last else None


def level_of(code: str) -> str:
    """Level of a six-digit code of the old standard, whose digits did say it."""
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"


def stem(name: str) -> str:
    """The part of a name that survives a change of rank: 长泰县 and 长泰区 are both 长泰."""
    short = SUFFIX.sub("", name)
    return short if len(short) > 1 else name


def clamped(spans: list[Span]) -> list[Span]:
    """Spans of one code, in order, each ending before the next begins; one that held for no whole year is dropped."""
    kept: list[Span] = []
    following: int | None = None
    for name, first, last in reversed(spans):
        if following is not None:
            last = min(last if last is not None else following - 1, following - 1)  # noqa: PLW2901
        if first is None or last is None or first <= last:
            kept.append((name, first, last))
            following = first if first is not None else following
    return kept[::-1]


def merge(
    current: dict[str, Row], spans: Iterable[tuple[str, str, int | None, int | None]], *, last_year: int
) -> list[Row]:
    """Current rows with their first year where it is known, and a row for each earlier name or abolished code.

    What the record calls open but the current list lacks ended, at the latest, in the list's year, `last_year`.
    """
    by_code: dict[str, list[Span]] = defaultdict(list)
    for code, name, first, last in spans:
        by_code[code].append((name, first, last))
    headings = {code for code, held in by_code.items() if all(HEADINGS.match(name) for name, _, _ in held)}
    known = (set(by_code) | set(current)) - headings

    def parent_of(code: str) -> str:
        if code in current:
            return current[code].parent
        city = code[:4] + "00"
        return city if city in known and city != code else code[:2] + "0000"

    rows = []
    for code in sorted(set(by_code) | set(current)):
        held = clamped(by_code.get(code, []))
        if (now := current.get(code)) is not None:
            still = bool(held) and held[-1][2] is None
            rows.append(replace(now, first=held[-1][1]) if still else now)
            held = held[:-1] if still else held
        level = level_of(code)
        rows += [
            Row(code, name, level, "" if level == "province" else parent_of(code), first, last or last_year)
            for name, first, last in held
        ]
    return rows


def with_successors(rows: list[Row], *, last_year: int) -> list[Row]:
    """Abolished codes with the one code that replaced each, where the record leaves no doubt.

    No doubt: it is remembered below; or in the year of the change or the next (a) one code of the same level and full
    name begins in the same province, or in the one made out of it, or (b) one of the same stem; or, in the very year,
    (c) under the same parent, or the parent's successor, exactly one code of the level ends and one begins. A code
    missing from the current list without a last year ended by `last_year`.
    """
    latest: dict[str, Row] = {}
    earliest: dict[str, int | None] = {}
    for row in sorted(rows, key=lambda row: (row.code, row.last is None, row.last or 0)):
        latest[row.code] = row
        earliest.setdefault(row.code, row.first)
    current = {code for code, row in latest.items() if row.last is None}
    gone = {code: row for code, row in latest.items() if row.last is not None and not HEADINGS.match(row.name)}
    begun = {
        code: year
        for code, row in latest.items()
        if not HEADINGS.match(row.name) and (year := earliest[code] or (last_year if code in current else None))
    }
    parent = {row.code: row.parent for row in latest.values()}
    found = dict(REMEMBERED)

    def province(code: str) -> str:
        while parent.get(code):
            code = parent[code]
        return code

    def in_time(old: Row, new_code: str) -> bool:
        return new_code != old.code and old.last is not None and 0 <= begun[new_code] - old.last <= 1

    def same_land(old_code: str, new_code: str) -> bool:
        there = province(new_code)
        return province(old_code) in (there, MADE_OUT_OF.get(there))

    for level in ("city", "county"):
        olds = [row for row in gone.values() if row.level == level]
        news = [latest[code] for code in begun if latest[code].level == level]
        for old in olds:
            near = [new for new in news if in_time(old, new.code) and same_land(old.code, new.code)]
            named = [new for new in near if new.name == old.name]
            stems = [new for new in near if stem(new.name) == stem(old.name)]
            for choice in (named, stems):
                if len(choice) == 1:
                    found.setdefault(old.code, choice[0].code)
                    break
        taken = set(found.values())
        for old in olds:
            if old.code in found:
                continue
            homes = {old.parent, found.get(old.parent, old.parent)}
            rivals = [o for o in olds if o.parent == old.parent and o.last == old.last and o.code not in found]
            heirs = [n for n in news if n.parent in homes and begun[n.code] == old.last and n.code not in taken]
            if len(rivals) == len(heirs) == 1:
                found[old.code] = heirs[0].code
    return [replace(row, successor=found.get(row.code, "")) if row is latest[row.code] else row for row in rows]
