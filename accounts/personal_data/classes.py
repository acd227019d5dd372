"""`class Data` of a model, read: ours from the model itself, third parties' from `foreign.py`.

Erasure, export, the demo dump, disclosure and the log scrubber ask here, so a field has one class in one place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models

from accounts.personal_data.foreign import FOREIGN

_HISTORY = frozenset({"history_id", "history_date", "history_change_reason", "history_type", "history_user"})


class Unclassified(LookupError):
    """A model without `class Data`, or not listed in foreign.py."""


@dataclass(frozen=True)
class Classes:
    """Field names of one model, each in one class."""

    personal: frozenset[str]
    privileged: frozenset[str]
    public: frozenset[str]
    internal: frozenset[str]

    @property
    def guarded(self) -> frozenset[str]:
        """What no log, export or public page may carry."""
        return self.personal | self.privileged

    def named(self) -> Iterator[str]:
        """Every name, as often as it is written."""
        for group in (self.personal, self.privileged, self.public, self.internal):
            yield from group


def classes_of(model: type[models.Model]) -> Classes:
    """The classes of a model's own columns; Unclassified when nobody has said."""
    tracked = getattr(model, "instance_type", None)
    if tracked is not None and hasattr(model, "history_id"):  # simple_history: a copy of the tracked model's columns
        base = classes_of(tracked)
        names = {field.name for field in model._meta.concrete_fields}
        return Classes(
            base.personal & names,
            base.privileged & names,
            base.public & names,
            (base.internal & names) | (_HISTORY & names),
        )
    label = model._meta.label_lower
    if label in FOREIGN:
        return _from(FOREIGN[label])
    data = model.__dict__.get("Data")
    if data is None:
        raise Unclassified(f"{model._meta.label} has no class Data")
    return _from(data)


def _from(data: object) -> Classes:
    groups = {name: frozenset(getattr(data, name, ())) for name in ("personal", "privileged", "public", "internal")}
    return Classes(**groups)


def all_models() -> list[type[models.Model]]:
    """Every model with a table, those that Django makes for many-to-many fields included."""
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def guarded_names() -> frozenset[str]:
    """Names of personal and privileged fields over all models, for the log scrubber."""
    return frozenset().union(*(classes_of(model).guarded for model in all_models() if not model._meta.auto_created))


def problems(model: type[models.Model]) -> list[str]:
    """What is wrong with a model's classes, in words; empty when each column is named once."""
    if model._meta.auto_created:
        return []  # two foreign keys
    try:
        classes = classes_of(model)
    except Unclassified as missing:
        return [str(missing)]
    named = list(classes.named())
    columns = {field.name for field in model._meta.local_concrete_fields}
    relations = {field.name for field in model._meta.local_many_to_many}
    found = [f"{name} is in two classes" for name in sorted(set(named)) if named.count(name) > 1]
    found += [f"{name} is not classed" for name in sorted(columns - set(named))]
    found += [f"{name} is not a column" for name in sorted(set(named) - columns - relations)]
    return [f"{model._meta.label}: {problem}" for problem in found]
