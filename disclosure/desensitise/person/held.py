"""Names that are everyday words behind a role, a relative or a label: 店员严肃强行搭售, 营业员高峰在早高峰."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.desensitise.person.reading import NO_NAME, Reading
from disclosure.desensitise.person.sight import HAN, TITLED
from disclosure.desensitise.person.surnames import ALL_GIVEN, COMMON, DOUBLE, FUNCTION_LIKE, SINGLE
from disclosure.desensitise.person.words import GROUPS, LABELS, NEVER, NOT_FILLED, OF_ROLES, ROLES
from disclosure.desensitise.vocabulary import alternatives, words

_KIN = words("kin")
_HOLDER = re.compile(
    rf"(?:{alternatives(ROLES | LABELS | _KIN | {'本人'})}"
    r"|(?<![㐀-鿿])[㐀-鿿]{2,4}(?:员|师(?![傅范资生大])))\s?(?=[㐀-鿿]{2})"
)
# LAC leans this far to a name: of 400 everyday words behind roles in real letters four came so far.
_LEANS_BEHIND_GROUP = 0.15
_LEANS_THOUGH_BRAND = 0.2
_TOLD = re.compile(r"\((?:姓|男|女|工号|电话|手机|微信|音|谐音|化名|身份证|下称|以下|我|本人|已|现|1[3-9]|\d{2}岁|\[)")
# Groups that have and do things as a whole (业主生活受到影响); of one of them people say the name with more around it.
_CROWDS = words("crowds")
_ENDINGS = ",。;!?、\n ()/|"
_OPENINGS = ',。;!?、\n :()"“店的司行馆院厂'
# A name and, in brackets, what only people have (工号) or how it is written (姓谢).
_TOLD_NAME = re.compile(
    rf"(?:(?<=[、和与及,。;\n])|(?<=^)|(?:{alternatives(ROLES)}))(?P<name>[㐀-鿿]{{2,3}})"
    r"(?=\((?:工号|员工号|姓[㐀-鿿]{1,2}名|身份证|男[,)]|女[,)]|电话|手机|1[3-9]\d{9}))"
)
_SAYS = re.compile(r"(?:说|帮|替|陪|带着?|把|被|称|表示|告诉|告知|声称|自称|答应|来电|来访|反映|投诉|要求)")
# What a person has (技师红豆手法不行), and what is told of one in the next clause (卖家花香，住…).
_OF_A_PERSON = re.compile(r"(?:态度|手法|技术(?!部)|脾气|素质|嘴|电话|手机|微信|身份证|名下|嗓门|业务能力)")
_THEN_TOLD = re.compile(r",\s?(?:住|电话|手机|微信|车牌|身份证|工号|男|女|1[3-9]\d)")
_AFTER_NAMES = frozenset({"d", "p", "v", "vd", "m", "ad", "a"})
_NAMED_TAGS = frozenset({"n", "nz", "TIME", "s", "LOC", "PER", "nr", "nw"})
_DOING_TAGS = frozenset({"v", "vn", "a", "ad", "an"})


def find(reading: Reading) -> Iterator[tuple[int, int, bool, str]]:
    """Start, end, doubt and reason of every name that a role holds though the word means something else, too."""
    for match in _TOLD_NAME.finditer(reading.text):
        start, end = match.span("name")
        if not reading.closed(start, end) and _by_its_signs(match["name"]):
            yield start, end, True, "括号里说明的人"
    for match in _HOLDER.finditer(reading.text):
        start = match.end()
        holder = match.group().strip()
        if reading.closed(match.start(), start) or all(reading.business[match.start() : start]):
            continue
        needed = _LEANS_BEHIND_GROUP if holder in GROUPS else reading.leans
        ends = [end for end in (start + 4, start + 3, start + 2) if _possible(reading, start, end)]
        needed = reading.leans if not _whole_word(reading, start, ends) else needed
        leaning = max(ends, key=lambda end: reading.leaning(start, end), default=0)
        token = reading.starts.get(start)
        if token is not None and token.tag in {"p", "c"} and token.end == start + 1:
            needed = reading.sure  # 业主向众业主道歉
        longer = [
            end for end in ends if end > leaning > 0 and reading.leaning(start, end) >= max(reading.sure / 2, needed)
        ]
        leaning = longer[-1] if longer and _whole_word(reading, start, longer) else leaning
        if leaning and reading.leaning(start, leaning) >= needed:
            yield start, leaning, True, "职务、亲属称呼之后，模型倾向于人名"
            continue
        for end in reversed(ends):
            opens = match.start() == 0 or reading.text[match.start() - 1] in _OPENINGS
            opens = opens or _THEN_TOLD.match(reading.text, end) is not None
            crowd = holder in _CROWDS
            alone = (
                opens
                and (not crowd or end < start + 4)
                and _clause_ends(reading, end)
                and _known_shape(reading, start, end)
            )
            alone = alone and reading.text[start:end] not in NEVER
            if alone or _admitted(reading, start, end, crowd=crowd):
                yield start, end, True, "职务、亲属称呼之后的词，按人名才通顺"
                break


def _by_its_signs(name: str) -> bool:
    if name in ROLES or name in NOT_FILLED or NO_NAME.search(name) or TITLED.search(name):
        return False
    return name[0] in SINGLE or name[:2] in DOUBLE or all(sign in ALL_GIVEN for sign in name)


def _clause_ends(reading: Reading, at: int) -> bool:
    return at >= len(reading.text) or reading.text[at] in _ENDINGS or reading.closed(at, at + 1)


def _whole_word(reading: Reading, start: int, ends: list[int]) -> bool:
    token = reading.starts.get(start)
    return token is not None and token.end in ends


def _known_shape(reading: Reading, start: int, end: int) -> bool:
    """Nothing but the name between the holder and the end of the clause: 客户那英姿，…"""
    token, name = reading.starts.get(start), reading.text[start:end]
    if token is None or token.end != end:
        return name[0] in COMMON or token is None or token.tag not in {"v", "p", "d"}
    if token.tag in {"a", "an"} and len(name) == 2:
        return name[0] in SINGLE
    return token.tag in _NAMED_TAGS or (token.tag in _DOING_TAGS and name[0] in COMMON)


def _possible(reading: Reading, start: int, end: int) -> bool:
    name = reading.text[start:end]
    if (
        not HAN.fullmatch(name)
        or len(name) < end - start
        or reading.closed(start, end)
        or NO_NAME.search(name)
        or TITLED.search(name)
    ):
        return False
    if name in ROLES or name[1:] in ROLES or name in NOT_FILLED or name[:2] in OF_ROLES or name.endswith("夫人"):
        return False
    if name in NEVER and (following := reading.starts.get(end)) and following.tag not in {"d", "p", "r", "v"}:
        return False
    if reading.is_business(start, end) and not _though_a_brand(reading, start, end):
        return False
    named = name[:2] in DOUBLE or all(sign in ALL_GIVEN for sign in name)
    named = named or (name[0] in SINGLE and (len(name) < 4 or _broken(reading, start, end)))
    last = reading.token_over(end - 1)
    ends = reading.edge(end) or (last is not None and last.end == end)
    return named and ends and not reading.trade_behind(end, weak=True)


def _though_a_brand(reading: Reading, start: int, end: int) -> bool:
    """A whole brand name that LAC leans to read as a person's: 摄影师光明, not 孩子|王."""
    within = all(reading.business[start:end]) and not reading.business[start - 1] and not reading.business[end]
    return within and reading.leaning(start, end) >= _LEANS_THOUGH_BRAND


def _broken(reading: Reading, start: int, end: int) -> bool:
    """Four characters, the first a family name, that make no words (牟其中天), and nothing else in the clause."""
    if reading.text[start] in FUNCTION_LIKE or reading.text[start] not in COMMON or not reading.edge(end):
        return False
    token = reading.starts.get(start)
    return token is not None and token.end == start + 1


def _admitted(reading: Reading, start: int, end: int, *, crowd: bool) -> bool:
    """Whether what follows fits a person and not the everyday meaning of the word."""
    token = reading.starts.get(start)
    if token is None or token.end > end:
        return False
    if _TOLD.match(reading.text, end) or reading.closed(end, end + 1):
        return True  # 店长桂花（工号…, 店长桂花138…
    following = reading.starts.get(end)
    if crowd:
        return False
    if following is None or token.end < end or reading.text[start:end] in NEVER:
        return False
    if token.tag in _NAMED_TAGS:
        return following.tag in _AFTER_NAMES or _OF_A_PERSON.match(reading.text, end) is not None
    if token.tag in _DOING_TAGS:
        return following.tag in {"d", "p"} or _SAYS.match(reading.text, end) is not None
    return False
