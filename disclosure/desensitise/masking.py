"""Replacing what was found, and knowing for each replacement its place in the text as it was given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosure.desensitise.marks import Marks
from disclosure.desensitise.spans import Finding, Kind, Span

_LABELS = {
    Kind.MOBILE: "[电话]",
    Kind.LANDLINE: "[电话]",
    Kind.WECHAT: "[微信号]",
    Kind.QQ: "[QQ号]",
    Kind.ACCOUNT: "[账号]",
    Kind.EMAIL: "[邮箱]",
    Kind.URL: "[网址]",
    Kind.ID_CARD: "[身份证号]",
    Kind.PASSPORT: "[护照号]",
    Kind.BANK_CARD: "[银行卡号]",
    Kind.PLATE: "[车牌号]",
    Kind.VIN: "[车架号]",
    Kind.ORDER: "[订单号]",
    Kind.TRACKING: "[快递单号]",
    Kind.ADDRESS: "[地址]",
    Kind.BIRTH_DATE: "[出生日期]",
    Kind.MINOR: "[年龄]",
    Kind.SCHOOL: "[学校]",
    Kind.HEALTH: "[健康信息]",
}


class Masked:
    """The text as masked so far, and each masked stretch with its place in the text as given."""

    def __init__(self, text: str) -> None:
        self._given = text
        self._pieces: list[tuple[int, int, Span | None]] = [(0, len(text), None)] if text else []
        self.text = text

    def mask(self, found: Sequence[Finding], marks: Marks) -> None:
        """Apply one round of findings: offsets in the text as masked so far, in order, without overlap."""
        marks.prepare(found)
        fresh = [(f.start, f.end, f, _replacement(f, marks)) for f in found]
        pieces: list[tuple[int, int, Span | None]] = []
        queue = iter(fresh)
        current = next(queue, None)
        at = 0
        for start, end, span in self._pieces:
            width = len(span.replacement) if span else end - start
            if span is not None:
                pieces.append((start, end, span))
                at += width
                continue
            done = start
            while current is not None and current[0] < at + width:
                left, right, finding, replacement = current
                begin, stop = start + left - at, start + min(right, at + width) - at
                if begin > done:
                    pieces.append((done, begin, None))
                pieces.append(
                    (begin, stop, Span(begin, stop, finding.kind, finding.reason, replacement, finding.doubt))
                )
                done = stop
                current = next(queue, None)
            if done < end:
                pieces.append((done, end, None))
            at += width
        self._pieces = pieces
        self.text = "".join(span.replacement if span else self._given[start:end] for start, end, span in pieces)

    def marks(self) -> Iterator[tuple[int, int]]:
        """Where the text as masked so far holds replacements."""
        at = 0
        for start, end, span in self._pieces:
            width = len(span.replacement) if span else end - start
            if span is not None:
                yield at, at + width
            at += width

    def spans(self) -> tuple[Span, ...]:
        return tuple(span for _, _, span in self._pieces if span is not None)


def _replacement(finding: Finding, marks: Marks) -> str:
    if finding.kind in (Kind.PERSON, Kind.PERSON_TITLE):
        return marks.of(finding)
    return finding.mark or _LABELS[finding.kind]
