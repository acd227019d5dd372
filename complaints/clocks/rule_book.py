"""The rules a new installation starts with, as a page for people (docs/rules.md)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation

from complaints.clocks.labels import KINDS, RULES, UNITS
from complaints.clocks.reference import REFERENCE_SETS, ReferenceSet
from complaints.clocks.rules import Rule

INTRODUCTION = """# Rules and their sources

Every deadline, limit and threshold is a dated record in the database (admin: rule sets), never a constant in code.
A case goes by the set that was in force, in the nearest division, on the day it was filed; a clock copies value, unit
and source when it starts. Below is what a new installation is loaded with. **(P)**: a choice of this project, to be
replaced freely. **(?)**: to be checked by the operator before going live.

Days are counted as the Civil Code says (民法典 art. 200–203): the starting day is not counted, a period ends at 24:00
Asia/Shanghai on its last day, and if that is a day off, at 24:00 of the first working day after. Make-up workdays
(调休) are working days. A year for which the State Council has published no notice yet is counted with weekends and
the statutory holidays, and its deadlines are shown as provisional.

`./dev manage due --start 2026-09-30T23:59 --days 7 --kind calendar` prints when a period ends (`working`, `month` and
`year` are the other kinds; a start without offset is Shanghai time). With `--jsonl` it answers lines
`{"id", "start", "days", "kind"}` of standard input by `{"id", "due"}` or `{"id", "error"}`; it exits with 0 when all
were answered, with 1 when one was not, and names provisional years on standard error.

A test compares this page with the data; `./dev manage rule_book > docs/rules.md` writes it anew."""


def rule_book() -> str:
    """The page, in English whatever language is active."""
    with translation.override("en"):
        return "\n\n".join([INTRODUCTION, *map(_section, REFERENCE_SETS)]) + "\n"


def _section(reference: ReferenceSet) -> str:
    until = f" to {reference.valid_to}" if reference.valid_to else ""
    place = reference.division or "the whole country"
    facts = f"`{reference.code}`: {place}, {reference.scheme}, in force from {reference.valid_from}{until}"
    if reference.extends:
        facts += f"; all else as in `{reference.extends}`"
    return "\n".join([f"## {reference.name}\n\n{facts}.\n", *_table(reference)])


def _table(reference: ReferenceSet) -> Iterator[str]:
    yield "| rule | name | value | kind | source | |"
    yield "|---|---|---|---|---|---|"
    for rule in reference.rules.values():
        cells = (RULES[rule.name], f"`{rule.name}`", _value(rule), KINDS[rule.kind], rule.source, rule.marks)
        yield f"| {' | '.join(map(str, cells))} |"


def _value(rule: Rule) -> str:
    if rule.unit is None:
        return str(rule.value)
    unit = str(UNITS[rule.unit])
    return f"{rule.value} {unit.removesuffix('s') if rule.value == 1 else unit}"
