"""The engine: normalise, recognise, settle conflicts, mask; again over the result until nothing new is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

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
from disclosure.desensitise.masking import Masked
from disclosure.desensitise.normalise import normalise
from disclosure.desensitise.page import Page
from disclosure.desensitise.resolve import resolve
from disclosure.desensitise.spans import Finding, Kind, Known, Result
from disclosure.desensitise.thresholds import FIRST_FILLING, Thresholds

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
# Long texts are read piece by piece, so that a megabyte needs hardly more memory than a page.
_BLOCK = 20_000


@dataclass(frozen=True, slots=True)
class _Case:
    """What stays the same through all rounds over one text."""

    known: Known
    thresholds: Thresholds
    reader: Reader


def desensitise(text: str, *, known: Known | None = None, thresholds: Thresholds = FIRST_FILLING) -> Result:
    """Mask every person in ``text`` and say where and why. Never raises, whatever the text.

    What is published goes by the ``thresholds`` of the rule set in force (disclosure/masking_rules.py).
    """
    case = _Case(known or Known(), thresholds, Reader())
    marks = Marks(text, case.known.complainant)
    masked = Masked(text)
    settled: set[str] = set()
    heard: dict[str, Finding] = {}
    for _ in range(_ROUNDS):
        names = dict(heard) if len(masked.text) > _BLOCK else {}
        found: list[Finding] = []
        done = list(masked.marks())
        for start, block in _blocks(masked.text):
            if block in settled:
                continue
            fresh = _read(block, case, names, [at for at in done if start <= at[0] < start + len(block)], start)
            if not fresh and names.keys() == heard.keys():
                settled.add(block)
            found.extend(fresh)
            heard.update((finding.name, finding) for finding in fresh if finding.kind is Kind.PERSON)
        if not found:
            break
        masked.mask(found, marks)
    return Result(masked.text, masked.spans())


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces of at most ``_BLOCK`` characters that end with a line or a sentence where they can."""
    start = 0
    while start < len(text):
        end = min(start + _BLOCK, len(text))
        if end < len(text):
            end = next((cut + 1 for sign in "\n。" if (cut := text.rfind(sign, start, end)) > start), end)
        yield start, text[start:end]
        start = end


def _read(
    block: str,
    case: _Case,
    names: Mapping[str, Finding],
    masked: Iterable[tuple[int, int]],
    offset: int,
) -> list[Finding]:
    """What is to be masked in a block that starts at ``offset``; offsets in the whole text."""
    plain = normalise(block)
    closed = tuple(plain.forth(start - offset, end - offset) for start, end in masked)
    found = _recognise(Page(plain.text, case.known, case.reader, case.thresholds, closed, names))
    places = ((plain.back(finding.start, finding.end), finding) for finding in found)
    return [replace(finding, start=start + offset, end=end + offset) for (start, end), finding in places]


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
