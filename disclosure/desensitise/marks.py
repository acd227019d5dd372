"""One person, one mark: 张某, or 张某甲 and 张某乙 when two share a family name; the complainant is 投诉人."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.desensitise.person.surnames import surname_of
from disclosure.desensitise.spans import Finding, Kind

COMPLAINANT = "投诉人"
_ORDINALS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


class Marks:
    """Gives out marks while a text is masked; lasts for all passes over it."""

    def __init__(self, text: str, complainant: Sequence[str]) -> None:
        self._given: dict[str, str] = {}
        self._complainant = {re.sub(r"\s", "", name) for name in complainant if name}
        self._by_surname: dict[str, list[str]] = {}
        self._used = set(re.findall(r"[㐀-鿿]{1,2}某(?:[甲乙丙丁戊己庚辛壬癸]\d*)?", text))

    def prepare(self, findings: Sequence[Finding]) -> None:
        """Read all full names first: whether 张某 needs 甲 and 乙 is known only at the end of the text."""
        for finding in findings:
            if finding.kind is not Kind.PERSON:
                continue
            name = finding.name
            if name.startswith("我"):
                self._complainant.add(name[1:])
                continue
            if finding.mark:
                self._given[name] = finding.mark
            self._learn(name)

    def _learn(self, name: str) -> None:
        if name in self._given or name in self._complainant:
            return
        surname = _shown(name)
        people = self._by_surname.setdefault(surname, [])
        if name not in people:
            people.append(name)

    def of(self, finding: Finding) -> str:
        """The replacement for a mention."""
        name = finding.name.removeprefix("我")
        if finding.kind is Kind.PERSON_TITLE:
            return self._titled(name, finding.mark)
        if finding.name.startswith("我") or name in self._complainant:
            return COMPLAINANT
        if name not in self._given:
            self._given[name] = self._next(name)
        return self._given[name]

    def _titled(self, surname: str, title: str) -> str:
        if surname == "姓":
            return "某"
        if not surname:
            return "某某" + title
        people = [name for name in self._by_surname.get(surname, ()) if name not in self._complainant]
        if len(people) == 1 and not title:
            return self.of(Finding(0, 0, Kind.PERSON, "", name=people[0]))
        mark = f"{surname}某"
        if len(people) == 1:
            mark = self.of(Finding(0, 0, Kind.PERSON, "", name=people[0]))
        return mark + title

    def _next(self, name: str) -> str:
        shown = _shown(name)
        plain = f"{shown}某" if shown else "某某"
        people = self._by_surname.get(shown, [])
        if len(people) <= 1 and plain not in self._used and plain not in self._given.values():
            return plain
        if not shown:
            return "某某"
        for number in range(1000):
            for ordinal in _ORDINALS:
                mark = f"{plain}{ordinal}{number or ''}"
                if mark not in self._used and mark not in self._given.values():
                    return mark
        return plain


def _shown(name: str) -> str:
    """What of a name is shown: the family name, the first sign of a dotted name, nothing of a name without either."""
    if "·" in name:
        return name[0]
    return surname_of(name) if not name.isascii() else ""
