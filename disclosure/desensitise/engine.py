"""The engine: normalise, recognise, settle conflicts, mask; again over the result until nothing new is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from disclosure.desensitise import (
    address,
    bank_card,
    birth_date,
    email_url,
    health,
    id_passport,
    messenger,
    minor,
    order_tracking,
    person,
    phone,
    plate_vin,
)
from disclosure.desensitise import (
    known as known_facts,
)
from disclosure.desensitise.lac import Reader
from disclosure.desensitise.marks import Marks
from disclosure.desensitise.normalise import Normalised, normalise
from disclosure.desensitise.page import Page
from disclosure.desensitise.resolve import resolve
from disclosure.desensitise.spans import Finding, Kind, Known, Result, Span

Recogniser = Callable[[Page], Iterator[Finding]]

_NUMBERS: tuple[Recogniser, ...] = (
    phone.find,
    id_passport.find,
    bank_card.find,
    plate_vin.find,
    order_tracking.find,
    email_url.find,
    messenger.find,
)
_WORDS: tuple[Recogniser, ...] = (address.find, birth_date.find, health.find, minor.find)
# Masking can bring neighbours together that look like a detail; a few rounds settle it.
_ROUNDS = 5

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


def desensitise(text: str, *, known: Known | None = None) -> Result:
    """Mask every person in ``text`` and say where and why. Never raises, whatever the text."""
    facts = known or Known()
    reader = Reader()
    marks = Marks(text, facts.complainant)
    masked = _Masked(text)
    for _ in range(_ROUNDS):
        plain = normalise(masked.text)
        page = Page(plain.text, facts, reader, tuple(plain.forth(*at) for at in masked.marks()))
        if not masked.mask(_recognise(page), plain, marks):
            break
    return Result(masked.text, masked.spans())


def _recognise(page: Page) -> list[Finding]:
    length = len(page.text)
    zones = order_tracking.kept(page)
    findings = list(known_facts.find(page))
    numbers = [finding for find in _NUMBERS for finding in find(page) if not _within(finding, zones)]
    words = [finding for find in _WORDS for finding in find(page)]
    others = resolve([*findings, *numbers, *words], page.marks, length)
    people = person.find(page, others)
    return resolve([*others, *people], page.marks, length)


def _within(finding: Finding, zones: list[tuple[int, int]]) -> bool:
    return (
        any(start <= finding.start and finding.end <= end for start, end in zones) and finding.kind is not Kind.MOBILE
    )


class _Masked:
    """The text as masked so far, and each masked stretch with its place in the text as given."""

    def __init__(self, text: str) -> None:
        self._given = text
        self._pieces: list[tuple[int, int, Span | None]] = [(0, len(text), None)] if text else []
        self.text = text

    def mask(self, findings: list[Finding], normalised: Normalised, marks: Marks) -> bool:
        """Apply one round of findings (offsets in the normalised current text); whether there was anything new."""
        marks.prepare(findings)
        fresh = [(*normalised.back(f.start, f.end), f, _replacement(f, marks)) for f in findings]
        if not fresh:
            return False
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
        return True

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
