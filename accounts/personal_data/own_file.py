"""One's own file: everything kept about a person, opened, as JSON (个保法 45)."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import models

from accounts.fields import BlindIndexField
from accounts.personal_data.classes import classes_of
from accounts.personal_data.tables import own_tables

# What opens an account or only finds it again is nobody's to read.
_NEVER = frozenset({"password", "session_key", "data", "digest", "key"})


def own_file(*, user_id: int, now: dt.datetime) -> dict[str, Any]:
    """By table, each row's personal and public fields; nothing privileged, no keys, no indices."""
    found: dict[str, Any] = {"made_at": now.isoformat()}
    for own in own_tables():
        if own.shown:
            rows = [row_of(row) for row in own.of(user_id)]
            if rows:
                found.setdefault(str(own.rows._meta.verbose_name_plural), []).extend(rows)
    return found


def row_of(row: models.Model) -> dict[str, Any]:
    """One row's personal and public fields and its moments, by their names for people."""
    classes = classes_of(type(row))
    shown = {}
    for field in row._meta.concrete_fields:
        moment = isinstance(field, models.DateTimeField) and field.name in classes.internal
        if field.name in _NEVER or field.is_relation or isinstance(field, BlindIndexField):
            continue
        if field.name in classes.personal | classes.public or moment:
            shown[str(field.verbose_name)] = plain(getattr(row, field.attname))
    return shown


def plain(value: Any) -> Any:
    """A value as JSON has it. Pure."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, uuid.UUID | models.fields.files.FieldFile):
        return str(value)
    if isinstance(value, list | tuple | set):
        return [plain(inner) for inner in value]
    return str(value)
