"""What the chosen category asks and advises: the rows an administrator edits (FEATURES F4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import get_language

from complaints.intake.guesses import Words
from complaints.models import Category
from complaints.models.category import Prompt

_SPLIT = re.compile(r"[、，,；;/\s]+")


@dataclass(frozen=True, slots=True)
class Advice:
    """For the page: stop text, usual remedy with its law, and what is worth keeping."""

    stops: list[str] = field(default_factory=list)
    remedies: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    prompts: list[Prompt] = field(default_factory=list)


def of_codes(*codes: str | None) -> list[Category]:
    """The categories of these codes, object before issue."""
    wanted = [code for code in codes if code]
    found = {row.code: row for row in Category.objects.filter(code__in=wanted, is_active=True)}
    return [found[code] for code in wanted if code in found]


def advice(facts: Mapping[str, object]) -> Advice:
    """What object and issue together say."""
    english = (get_language() or "").startswith("en")
    rows = of_codes(str(facts.get("category") or ""), str(facts.get("issue") or ""))
    prompts: dict[str, Prompt] = {}
    for row in rows:
        for prompt in row.prompts:
            prompts.setdefault(prompt["key"], prompt)
    return Advice(
        stops=[text for row in rows if (text := row.in_language("stop_page"))],
        remedies=[text for row in rows if (text := row.in_language("remedy"))],
        hints=[hint["en" if english else "zh"] for row in rows for hint in row.evidence_hints],
        prompts=[prompt for key, prompt in prompts.items() if key not in ("paid", "paid_on", "order_number")],
    )


def prompts_of(facts: Mapping[str, object]) -> list[Prompt]:
    """The questions of the categories chosen."""
    return advice(facts).prompts


def speaking_words() -> tuple[list[Words], list[Words]]:
    """Words that speak for each class of goods or service, and for each issue: their names and examples."""
    objects, issues = [], []
    for row in Category.objects.filter(is_active=True):
        words = [word for word in _SPLIT.split(f"{row.name}、{row.examples}") if word]
        if row.kind == Category.Kind.ISSUE:
            issues.append(Words(row.code, words))
        elif row.parent_id is not None:
            objects.append(Words(row.code, words))
    return objects, issues
