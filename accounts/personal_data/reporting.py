"""A role of the database for statistics and exports: it reads what class Data calls public or internal, nothing else.

Column by column, so that a table that is half personal can still be counted. What nobody classed is not granted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db import connection, models

from accounts.personal_data.classes import all_models, classes_of

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


class BadRole(ValueError):
    """Not a name we would put into SQL."""


def readable(model: type[models.Model]) -> list[str]:
    """The columns of a model's table that a report may read, in their order."""
    if model._meta.auto_created:
        return [str(field.column) for field in model._meta.local_concrete_fields]  # two keys
    classes = classes_of(model)
    plain = classes.public | classes.internal
    return [str(field.column) for field in model._meta.local_concrete_fields if field.name in plain]


def check_role(role: str) -> str:
    """The name again; BadRole."""
    if not _NAME.fullmatch(role):
        raise BadRole(f"{role!r} is no name for a role: small letters, digits and _, at most 63")
    return role


def statements(role: str) -> Iterator[str]:
    """The SQL that gives the role exactly this, whatever it had before. Raises BadRole."""
    check_role(role)
    quote = connection.ops.quote_name
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {quote(role)}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {quote(role)}"
    yield f"GRANT USAGE ON SCHEMA public TO {quote(role)}"
    for model in sorted(all_models(), key=lambda each: each._meta.db_table):
        columns = ", ".join(quote(column) for column in readable(model))
        if columns:
            yield f"GRANT SELECT ({columns}) ON {quote(model._meta.db_table)} TO {quote(role)}"
