"""Loads the categories of the TOML files beside this module. What is already there stays: people edit it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from complaints.models import Category

_FILES = (
    ("goods.toml", Category.Kind.OBJECT),
    ("services.toml", Category.Kind.OBJECT),
    ("issues.toml", Category.Kind.ISSUE),
)
_PLAIN = (
    "code",
    "name",
    "name_en",
    "examples",
    "examples_en",
    "remedy",
    "remedy_en",
    "stop_page",
    "stop_page_en",
    "industries",
    "is_prepaid",
)


def reference_categories() -> Iterator[dict[str, Any]]:
    """The fields of each category, parents before children; `parent` is a code."""
    for file, kind in _FILES:
        text = (Path(__file__).parent / file).read_text(encoding="utf-8")
        for position, row in enumerate(tomllib.loads(text)["category"], start=1):
            yield {
                **{field: row[field] for field in _PLAIN if field in row},
                "kind": kind.value,
                "parent": row.get("parent"),
                "position": position,
                "prompts": [
                    {"key": key, "kind": answer, "zh": zh, "en": en} for key, answer, zh, en in row.get("prompts", [])
                ],
                "evidence_hints": [{"zh": zh, "en": en} for zh, en in row.get("hints", [])],
            }


@transaction.atomic
def load_categories() -> str:
    """Add the categories that are missing. A sentence of what is now there."""
    there = {category.code: category for category in Category.objects.all()}
    for fields in reference_categories():
        if fields["code"] not in there:
            parent = fields.pop("parent")
            category = Category(parent=there[parent] if parent else None, **fields)
            category.full_clean()
            category.save()
            there[category.code] = category
    objects = Category.objects.objects_of_complaint().count()
    return f"categories: {objects} classes of goods and services, {Category.objects.issues().count()} issues"
