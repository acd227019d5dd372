"""A family name with a title or a way of calling: 王女士, 李经理, 小刘, 老魏, 贺哥, 姓马."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.desensitise.person.reading import NO_NAME, Reading
from disclosure.desensitise.person.surnames import COMMON, DOUBLE, FUNCTION_LIKE, SINGLE
from disclosure.desensitise.person.words import NEVER, NOT_FILLED, ROLES
from disclosure.desensitise.vocabulary import alternatives, words

_TITLES = alternatives(words("titles"))
_SHORT = "总|哥|姐|叔|姨|婶|嫂|工|妹|弟|爷|伯|妈|爸|董|局|处|科|队|导|教"
_DOUBLE = "|".join(sorted(DOUBLE))
_SURNAME = f"[{''.join(sorted(SINGLE))}]"
LONG_TITLE = re.compile(rf"(?P<surname>{_DOUBLE}|{_SURNAME})(?P<title>{_TITLES})")
_SHORT_TITLE = re.compile(
    rf"(?P<surname>{_DOUBLE}|[{''.join(sorted(COMMON - FUNCTION_LIKE))}])(?P<title>{_SHORT})(?![㐀-鿿]?[店馆记])"
)
_CALLED = re.compile(rf"(?P<call>[小老阿])(?P<surname>[{''.join(sorted(SINGLE))}])(?P<title>头(?![㐀-鿿]?[发盔疼痛]))?")
_SURNAMED = re.compile(
    rf"(?:免贵|也|都|是|复|单|他|她|我|本|人|名|员|长|师傅|师|生|士|板|家|个|位|客服"
    rf"|司机)?姓(?P<surname>{_DOUBLE}|[㐀-鿿])(?=[,。;!?\s的、)\"”]|$|名)"
)
# 我姓幸名福: the name is told in two parts.
_SURNAME_AND_NAME = re.compile(rf"姓(?:{_DOUBLE}|[㐀-鿿]),?名(?P<name>[㐀-鿿]{{1,2}})(?=[,。;!?\s)\"”]|$)")
# 向日葵女士, 祝好老师: a whole name before the title, though it is an everyday word.
_FULLY_TITLED = re.compile(
    rf"(?P<name>[{''.join(sorted(SINGLE))}][㐀-鿿]{{1,2}})(?P<title>先生|女士|小姐姐?|小哥哥|老师|师傅|教练|医生|同志)"
)
# 申通先生称申通快递丢件: a firm is no 先生 (but 李先生 is a firm).
_BRAND_AS_NAME = re.compile(
    rf"(?:(?<=^)|(?<=[,。;!?\n\s]))(?P<name>[{''.join(sorted(COMMON))}][㐀-鿿]{{1,2}})(?P<title>先生|女士)"
)
_CALLED_BY_ALL = re.compile(
    rf"(?:(?:都|就)?(?:叫|喊)(?:我|她|他)|人称|称呼(?:我|她|他))(?P<surname>{_SURNAME})(?P<title>[嫂哥姐叔姨婶伯爷总工])(?=[,。;!?\s]|$)"
)
_SURNAME_OWNER = re.compile(rf"(?:一个|一位|一名|个|位|名)姓(?P<surname>{_DOUBLE}|{_SURNAME})的")
_ROLE_BEFORE = re.compile(rf"(?:{alternatives(ROLES)}|是|叫|找|问|跟|给|被|让|由|和|,|:|的|\"|“|我|^)$")
_ENGLISH = re.compile(
    rf"(?:{alternatives(ROLES)}|(?<![㐀-鿿])叫|名叫"
    rf"|我叫)\s?(?P<name>[A-Z][a-z]{{2,10}}|[A-Z]{{3,8}}(?![A-Za-z0-9]))(?![A-Za-z0-9])"
)
_ENGLISH_TITLE = re.compile(
    r"(?<![A-Za-z0-9])(?P<name>[A-Z][a-z]{2,10})(?P<title>老师|经理|教练|哥|姐|总|顾问|主管|店长|医生)"
)
_DOUBLED = re.compile(rf"(?:{alternatives(ROLES)})(?P<name>(?P<a>[㐀-鿿])(?P=a))(?![㐀-鿿]?(?:地|的))")
_ROLE_CALLED = re.compile(
    rf"(?:{alternatives(ROLES)})(?P<name>[㐀-鿿]{{1,2}}[哥姐叔姨爷妹弟]|小[㐀-鿿]|[㐀-鿿]子)(?=[,。;!?\n\s)]|$|[说把让给不没就态一在收骗拿还又的介])"
)
_DOUBLED_TITLE = re.compile(r"(?P<name>(?P<a>[㐀-鿿])(?P=a))(?:老师|姐|哥|教练|妹妹|经理|主管|店长|主播)")
_DONE_TO = frozenset("加找问跟给叫让请被对向与和")
_COMMON_DOUBLES = words("doubled_words")
_NOT_CALLED = words("not_called")
_NOT_TITLED = words("not_titled")
_ACRONYMS = words("acronyms")


@dataclass(frozen=True, slots=True)
class Titled:
    """A stretch that calls a person by family name; ``keeps`` is what may stay behind the mark (经理, 女士).

    The family name is given as 姓 where the text speaks of the name itself (他姓马).
    """

    start: int
    end: int
    surname: str
    keeps: str
    lead: str = ""
    doubt: bool = False


def find(reading: Reading) -> Iterator[Titled]:
    """All mentions by family name, or by a first name like 芳芳 and Lucy behind a role."""
    text = reading.text
    for match in LONG_TITLE.finditer(text):
        if _title_stands(reading, match):
            yield Titled(match.start(), match.end(), match["surname"], match["title"])
    for match in _SHORT_TITLE.finditer(text):
        if _short_stands(reading, match):
            yield Titled(match.start(), match.end(), match["surname"], match["title"])
    for match in _CALLED.finditer(text):
        if _called_stands(reading, match):
            yield Titled(match.start(), match.end(), match["surname"], "")
    for match in _SURNAMED.finditer(text):
        if match["surname"] in SINGLE or match["surname"] in DOUBLE or match["surname"] not in "什名氏何啥":
            yield Titled(match.start("surname"), match.end("surname"), "姓", "")
    for match in _FULLY_TITLED.finditer(text):
        start, end = match.span("name")
        if _names_somebody(reading, start, end):
            yield Titled(start, match.end(), match["name"][0], match["title"], doubt=True)
    for match in _BRAND_AS_NAME.finditer(text):
        start, end = match.span("name")
        if all(reading.business[start:end]) and not any(reading.business[end : match.end()]):
            yield Titled(start, match.end(), match["name"][0], match["title"])
    for match in _SURNAME_AND_NAME.finditer(text):
        yield Titled(match.start("name"), match.end("name"), "", "")
    for match in _CALLED_BY_ALL.finditer(text):
        if not reading.closed(match.start("surname"), match.end()):
            yield Titled(match.start("surname"), match.end(), match["surname"], match["title"])
    for match in _SURNAME_OWNER.finditer(text):
        yield Titled(match.start("surname"), match.end("surname"), "姓", "")
    for pattern in (_ENGLISH, _ENGLISH_TITLE, _DOUBLED, _DOUBLED_TITLE, _ROLE_CALLED):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if (
                reading.closed(start, end)
                or match["name"] in NEVER
                or match["name"] in ROLES
                or match["name"] in _NOT_CALLED
            ):
                continue
            if NO_NAME.search(match["name"]):
                continue
            if pattern is _DOUBLED and not _pet_name(reading, start, end):
                continue
            if (
                not reading.is_business(start, end)
                and match["name"] not in _COMMON_DOUBLES
                and match["name"] not in _ACRONYMS
            ):
                yield Titled(start, end, "", "")


def _names_somebody(reading: Reading, start: int, end: int) -> bool:
    """Whether the word before a title names somebody (祝好|老师) and does not say which one (书法|老师, 单身|女士)."""
    name, token = reading.text[start:end], reading.starts.get(start)
    if name in ROLES or name in NOT_FILLED or NO_NAME.search(name) or reading.closed(start, end):
        return False
    if token is None or token.end > end or reading.business[start] or (name[0] in FUNCTION_LIKE and token.end < end):
        return False
    title = reading.text[end : end + 2]
    if title in {"先生", "女士", "小姐", "同志"} and token.end == end and name[0] in COMMON:
        return True
    return reading.leaning(start, end) >= (reading.leans if name[0] in COMMON else reading.sure)


def _pet_name(reading: Reading, start: int, end: int) -> bool:
    """芳芳 behind a role, not 深深 (居民深深感谢) or 家家."""
    token = reading.starts.get(start)
    if token is None or token.end != end:
        return False
    if reading.closed(end, end + 1):
        return True  # 小孩嘟嘟[年龄]
    return token.tag == "PER" or (token.tag in {"n", "nz", "v", "a"} and reading.edge(end))


def _title_stands(reading: Reading, match: re.Match[str]) -> bool:
    start, end, surname = match.start(), match.end(), match["surname"]
    if reading.shop_behind(end) or match.group() in reading.merchant_names:
        return False
    if (
        match.group() in _NOT_TITLED
        or (surname == "司" and reading.text[start - 1 : start] == "公")
        or (surname == "车" and match["title"].startswith("司机"))
    ):
        return False
    if reading.closed(start, end) or any(reading.business[start : start + len(surname)]):
        return False  # the brand 老板 is no business behind a family name
    if surname in FUNCTION_LIKE or match["title"].lstrip("副")[0] in "市县区镇村":
        # 长沙市|长沙县, 农|村长: such a title needs LAC's word for the person.
        token = reading.starts.get(start)
        return token is not None and token.tag == "PER"
    token = reading.starts.get(start)
    if surname not in COMMON and surname not in DOUBLE:
        named = token is not None and token.tag == "PER"
        if not named and not _ROLE_BEFORE.search(reading.text, max(0, start - 6), start):
            return False
    token = reading.token_over(start)
    if token and token.start < start and token.tag not in {"PER", "n", "nz", "LOC", "ORG"} and token.end > start + 1:
        return False
    if token and token.start < start and token.end == start + 1 and len(token.word) >= 2 and token.tag != "PER":
        # The family name ends another word: 北京王 and 加|简 are fine, 有时|总 is not.
        if len(token.word) == 2 and token.word[0] in _DONE_TO and surname in COMMON:
            return True
        return token.word[-1] in COMMON and token.tag in {"LOC", "ORG", "nz"}
    return True


def _short_stands(reading: Reading, match: re.Match[str]) -> bool:
    start, end = match.start(), match.end()
    if reading.closed(start, end) or any(reading.business[start:end]):
        return False
    token = reading.starts.get(start)
    if token is None:
        return False
    if token.tag == "PER" and token.end >= end:
        return token.end == end
    following = reading.starts.get(end)
    return token.end == end and token.tag in {"n", "nz"} and following is not None and match["title"] in "哥姐总叔姨工"


def _called_stands(reading: Reading, match: re.Match[str]) -> bool:
    start, end = match.start(), match.end()
    called = match["call"] + match["surname"]
    if called in _NOT_CALLED or called in NEVER or reading.closed(start, end) or reading.shop_behind(end):
        return False
    if any(reading.business[start:end]):
        return False
    token = reading.starts.get(start)
    if (token is not None and token.tag == "PER" and token.end in {end, start + 2}) or (
        match["title"] and match["surname"] in COMMON
    ):
        return True
    role = _ROLE_BEFORE.search(reading.text, max(0, start - 6), start)
    if reading.edge(end):
        return role is not None and match["surname"] in COMMON
    after = reading.starts.get(end)
    named_role = role is not None and len(role.group()) >= 2
    return (
        named_role and after is not None and after.tag in {"v", "d", "p", "c", "a", "u"} and match["surname"] in COMMON
    )
