"""Identity cards, passports and the other papers that identify a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.cn import ric

from disclosure.desensitise.digits import Number, digits_of, numbers
from disclosure.desensitise.page import Page
from disclosure.desensitise.spans import Finding, Kind

_SHAPE = re.compile(r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}")
_OLD = re.compile(r"[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}")
_CHECK = re.compile(r"[\s\-·._]{0,3}[xX×](?![A-Za-z0-9])")
_LABEL = re.compile(r"(?:身份证|身份號|身份号|证件|身证|sfz|SFZ|ID|公民身份)[^\d\n。;]{0,12}$")
_JOINS = re.compile(r"[\s\-·._,/*]{0,3}")
_PASSPORT = re.compile(
    r"(?<![A-Za-z0-9])(?:[EeGg][\s-]?\d{8}|[Ee][A-HJ-NP-Za-hj-np-z][\s-]?\d{7}|[DSPKdspk][Ee]?\d{7,8})(?![A-Za-z0-9])"
)
_PAPER = re.compile(
    r"(?:护照|通行证|回乡证|台胞证|军官证|士兵证|警官证|居住证|居留证|港澳证|社保卡?"
    r"|医保卡?|学生证|驾驶证|驾照|行驶证|房产证|不动产权?证|病历|就诊卡?|住院|学号|工号"
    r"|工牌号?|准考证|学籍)"
    r"(?:号码?|编号|卡号|[军士警]?字第?|第|是|为|:|\s|\()*(?P<id>[A-Za-z]{0,3}[\s-]?\d(?:[A-Za-z0-9]"
    r"|[\s-](?=\d)){3,22}[A-Za-z0-9])(?![A-Za-z0-9元块])"
)
_TAIL = re.compile(r"身份证[^,。;\n\d]{0,6}(?:后|尾号?|末|最后)[^\d\n,。]{0,5}(?P<tail>\d{1,9}[xX]?)(?![\dA-Za-z])")


def find(page: Page) -> Iterator[Finding]:
    """Eighteen signs with a date of birth inside (a wrong check digit too), old numbers, papers by their label."""
    text = page.text
    for run in page.runs:
        past = run.start
        for number in numbers(run, 14, 18):
            if number.start < past or not number.one_script or not all(_JOINS.fullmatch(join) for join in number.joins):
                continue
            finding = _identity(number, text)
            if finding:
                past = finding.end
                yield finding
    for match in _PASSPORT.finditer(text):
        yield Finding(match.start(), match.end(), Kind.PASSPORT, "护照号码的写法")
    for match in _PAPER.finditer(text):
        yield Finding(match.start("id"), match.end("id"), Kind.PASSPORT, "证件名称之后的号码", mark="[证件号]")
    for match in _TAIL.finditer(text):
        if len(digits_of(match["tail"])) > page.thresholds.shown_tail:
            yield Finding(match.start("tail"), match.end("tail"), Kind.ID_CARD, "身份证尾数太长")


def _identity(number: Number, text: str) -> Finding | None:
    labelled = _LABEL.search(text, max(0, number.start - 20), number.start) is not None
    digits = number.digits
    if len(digits) == 17:
        check = _CHECK.match(text, number.end)
        if _SHAPE.fullmatch(digits) and check:
            return Finding(number.start, check.end(), Kind.ID_CARD, "身份证号码：十七位加X")
        if labelled:
            end = check.end() if check else number.end
            return Finding(number.start, end, Kind.ID_CARD, "“身份证”之后的号码")
        return None
    if len(digits) == 18 and _SHAPE.match(digits):
        reason = "身份证号码：校验位正确" if ric.is_valid(digits) else "身份证号码：含出生日期"
        return Finding(number.start, number.end, Kind.ID_CARD, reason)
    if len(digits) == 15 and _OLD.fullmatch(digits) and (labelled or not number.joins):
        return Finding(number.start, number.end, Kind.ID_CARD, "十五位旧身份证号码", doubt=not labelled)
    if labelled:
        return Finding(number.start, number.end, Kind.ID_CARD, "“身份证”之后的号码")
    return None
