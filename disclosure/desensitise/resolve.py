"""Where two recognisers claim the same characters: a stated order says who keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from disclosure.desensitise.spans import Finding, Kind

# First come the kinds that are recognised by a check digit or a label, then shapes, then words.
ORDER = (
    Kind.EMAIL,
    Kind.URL,
    Kind.ID_CARD,
    Kind.BANK_CARD,
    Kind.MOBILE,
    Kind.VIN,
    Kind.PLATE,
    Kind.PASSPORT,
    Kind.ACCOUNT,
    Kind.QQ,
    Kind.WECHAT,
    Kind.LANDLINE,
    Kind.TRACKING,
    Kind.ORDER,
    Kind.BIRTH_DATE,
    Kind.ADDRESS,
    Kind.SCHOOL,
    Kind.MINOR,
    Kind.HEALTH,
    Kind.PERSON,
    Kind.PERSON_TITLE,
)
# What is left of a number beside another number is no number.
_INDIVISIBLE = frozenset(ORDER[: ORDER.index(Kind.BIRTH_DATE)])
_RANK = {kind: rank for rank, kind in enumerate(ORDER)}


def resolve(findings: Iterable[Finding], closed: Iterable[tuple[int, int]], length: int) -> list[Finding]:
    """Findings without overlap, in the order of the text.

    ``closed`` stretches (marks of an earlier masking) are nobody's. Of two claims the kind that stands earlier in
    ``ORDER`` keeps the characters, sure before doubtful, longer before shorter; the other, if made of words, keeps
    what is left of it if that is one piece of two or more characters.
    """
    taken = bytearray(length + 1)
    for start, end in closed:
        taken[start:end] = b"\x01" * (end - start)
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.doubt, _RANK[f.kind], f.start - f.end, f.start)):
        start, end = finding.start, finding.end
        while start < end and taken[start]:
            start += 1
        while end > start and taken[end - 1]:
            end -= 1
        whole = start == finding.start and end == finding.end
        if start >= end or any(taken[start:end]) or (not whole and (end - start < 2 or finding.kind in _INDIVISIBLE)):
            continue
        taken[start:end] = b"\x01" * (end - start)
        kept.append(finding if whole else replace(finding, start=start, end=end))
    return sorted(kept, key=lambda f: f.start)
