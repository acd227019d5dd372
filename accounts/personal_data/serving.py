"""A role of the database for the web process: it reads and writes rows as pages do, and changes nothing of the house.

It owns no table, so it switches no trigger off; of what is only ever added to, it may neither change nor delete a row.
"""

from __future__ import annotations

from collections.abc import Iterator

import pgtrigger
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

from accounts.personal_data.classes import all_models
from accounts.personal_data.reporting import check_role

RIGHTS = {"SELECT": None, "INSERT": pgtrigger.Insert, "UPDATE": pgtrigger.Update, "DELETE": pgtrigger.Delete}


def rights_on(model: type[models.Model]) -> list[str]:
    """What may be done with rows of a model: everything that no trigger forbids for every row."""
    guards = [
        trigger.operation
        for trigger in getattr(model._meta, "triggers", ())
        if isinstance(trigger, pgtrigger.Protect) and trigger.condition is None
    ]
    shut = {part for guard in guards for part in getattr(guard, "operations", (guard,))}
    return [right for right, operation in RIGHTS.items() if operation not in shut]


def statements(role: str) -> Iterator[str]:
    """The SQL that gives the role exactly this, whatever it had before. Raises BadRole."""
    quoted = connection.ops.quote_name(check_role(role))
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {quoted}"
    yield f"REVOKE ALL ON SCHEMA public FROM {quoted}"
    yield f"GRANT USAGE ON SCHEMA public TO {quoted}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {quoted}"
    yield f"GRANT SELECT ON {connection.ops.quote_name(MigrationRecorder.Migration._meta.db_table)} TO {quoted}"
    for model in sorted(all_models(), key=lambda each: each._meta.db_table):
        table = connection.ops.quote_name(model._meta.db_table)
        yield f"GRANT {', '.join(rights_on(model))} ON {table} TO {quoted}"
