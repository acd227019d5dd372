"""Names that stand alone between commas or on a line, beside a number or an address of the same person."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from disclosure.desensitise.person.reading import NO_NAME, Reading
from disclosure.desensitise.person.surnames import DOUBLE, FUNCTION_LIKE, SINGLE
from disclosure.desensitise.person.words import ASIDES, NEVER, NOT_FILLED, ROLES, WORDS
from disclosure.desensitise.spans import Finding, Kind

_SEGMENT = re.compile(r"[^,。;!?\n、()|/~…]+")
_NAME = re.compile(r"\s*(?:\d{1,2}[.、)]\s*)?(?P<name>[㐀-鿿]{2,4})\s*$")
_SPACED = re.compile(
    r"(?<![㐀-鿿])(?P<name>[㐀-鿿](?:\s?[㐀-鿿]){1,3})\s+(?=1[3-9]\d|\[电话\]|\+?86|\(?0\d{2,3}-|身份证|电话|手机)"
)
_NUMBERED = frozenset(
    {
        Kind.MOBILE,
        Kind.LANDLINE,
        Kind.ID_CARD,
        Kind.BANK_CARD,
        Kind.QQ,
        Kind.WECHAT,
        Kind.EMAIL,
        Kind.ORDER,
        Kind.TRACKING,
        Kind.ADDRESS,
        Kind.PASSPORT,
        Kind.ACCOUNT,
        Kind.VIN,
        Kind.PLATE,
    }
)
_NUMBER_MARK = re.compile(
    r"\[(?:电话|微信号|QQ号|账号|邮箱|身份证号|护照号|证件号|银行卡号|订单号|快递单号|地址"
    r"|车架号)\]|1[3-9]\d\*{4}\d{4}"
)
_SIGNED_BEFORE = re.compile(r"(?:此致|敬礼|谢谢|感谢|投诉人|落款|签名|敬上|[\d日号])\s*$")
_PLACE = re.compile(r".{1,3}[市县区镇乡村省]$")
_TAIL = re.compile(r".{1,3}(?:公司|平台|客服|官方|快递|商城|超市|电信|联通|移动|银行)$")


def find(reading: Reading, numbers: Iterable[Finding]) -> Iterator[tuple[int, int, bool, str]]:
    """Start, end, doubt and reason of lone names. ``numbers`` are what the other recognisers found."""
    text = reading.text
    beside = sorted(
        [(f.start, f.end) for f in numbers if f.kind in _NUMBERED] + [m.span() for m in _NUMBER_MARK.finditer(text)]
    )
    segments = [match.span() for match in _SEGMENT.finditer(text)]
    holds = _segments_with(segments, beside)
    for index, (start, end) in enumerate(segments):
        match = _NAME.match(text[start:end])
        if not match:
            continue
        name = match["name"]
        begin, stop = start + match.start("name"), start + match.end("name")
        distance = _distance(holds, index)
        bare = any(_bare_number(text, segments, at, beside) for at in (index - 1, index + 1))
        sure = _name_like(reading, begin, stop, name, bare=bare)
        if sure is None:
            continue
        if bare:
            distance = 1
        if distance == 1 and sure >= 1:
            yield begin, stop, sure < 3, "单独成句，紧邻电话、号码或地址"
        elif distance == 2 and (sure >= 2 or len(name) == 2):
            yield begin, stop, True, "单独成句，靠近电话、号码或地址"
        elif (
            sure >= 3
            and index > 0
            and (index == len(segments) - 1 or _SIGNED_BEFORE.search(text, max(0, begin - 8), begin))
        ):
            yield begin, stop, False, "落款"
    for match in _SPACED.finditer(text):
        begin, stop = match.span("name")
        name = re.sub(r"\s", "", match["name"])
        if not reading.closed(begin, stop) and _name_like(reading, begin, stop, name):
            yield begin, stop, False, "号码之前的名字"


# An e-mail, 请回邮件, a name: what is asked for stands between.
_ASKED = re.compile(r"(?:请|回|速|别|勿|微信同|同微信|有事|随时|欢迎)[㐀-鿿]{0,5}$")
_LONGEST_LEAD = 6
# 锁不上, 车太旧: a short sentence.
_SAYS_SOMETHING = re.compile("[不没太很就都还被给把]")
_THING_TAGS = frozenset({"n", "nz", "vn", "s", "LOC", "ORG"})


def _bare_number(text: str, segments: list[tuple[int, int]], index: int, beside: list[tuple[int, int]]) -> bool:
    """Whether a segment is a number or address with at most its label (退款打到62…, 我QQ14…), or asks to use one."""
    if not 0 <= index < len(segments):
        return False
    start, end = segments[index]
    if index and _ASKED.match(text[start:end].strip()):
        start, end = segments[index - 1]
    at = bisect_left(beside, (start, start))
    if at == len(beside) or beside[at][1] > end:
        return False
    number_start, number_end = beside[at]
    return number_start - start <= _LONGEST_LEAD and not text[number_end:end].strip()


def _segments_with(segments: list[tuple[int, int]], beside: list[tuple[int, int]]) -> list[int]:
    """Indices of segments that hold the end or the beginning of a number."""
    found: list[int] = []
    at = 0
    for index, (start, end) in enumerate(segments):
        while at < len(beside) and beside[at][1] <= start:
            at += 1
        if at < len(beside) and beside[at][0] < end:
            found.append(index)
    return found


def _distance(holds: list[int], index: int) -> int:
    at = bisect_left(holds, index)
    near = [abs(holds[i] - index) for i in (at - 1, at, at + 1) if 0 <= i < len(holds)]
    return min((gap for gap in near if gap), default=99)


def _name_like(reading: Reading, start: int, end: int, name: str, *, bare: bool = False) -> int | None:
    """How much a lone word looks like a name: 3 LAC says so, 2 family name and right length, 1 possible; None: not.

    Beside a ``bare`` number words are names that elsewhere never are (我QQ14…，马上，买的…).
    """
    if (
        reading.closed(start, end)
        or NO_NAME.search(name)
        or name in ROLES
        or _TAIL.match(name)
        or _SAYS_SOMETHING.search(name, 1)
        or name in ASIDES
        or (name in NOT_FILLED if bare else name in NEVER or name[:2] in NEVER)
    ):
        return None
    token = reading.starts.get(start)
    if name in NEVER and token is not None and token.tag in _THING_TAGS:
        return None  # a parcel's number, 茶叶
    if any(reading.business[start:end]) or name in reading.merchant_names:
        return None
    if _PLACE.match(name):
        return None
    whole = token is not None and token.end == end
    if name[:2] in DOUBLE and len(name) >= 3:
        return 3
    if token is not None and token.tag == "PER" and whole:
        return 3
    if name[0] in SINGLE and len(name) <= 3:
        if (
            token is not None
            and token.tag in ({"r", "u", "xc"} if bare else {"p", "c", "d", "r", "u", "xc", "m", "q", "TIME"})
            and (not whole or name[0] in FUNCTION_LIKE)
        ):
            return None
        if name in WORDS or name[:2] in WORDS or name[:2] in NEVER:
            return 1
        if len(name) == 3 and not whole and token is not None and token.end < end and token.tag in {"v", "d", "a"}:
            return 1
        return 2 if name[0] not in FUNCTION_LIKE else 1
    if whole and token is not None and token.tag in {"n", "nz", "LOC", "ORG"} and len(name) == 2:
        return 1 if token.tag in {"LOC"} else None
    return None
