"""The tree of bodies: who answers to whom."""

from __future__ import annotations

from django.db import connection
from django.db.models.expressions import RawSQL

_BELOW = """
WITH RECURSIVE below(id) AS (
    SELECT %s::bigint
    UNION
    SELECT o.id FROM accounts_organisation o JOIN below b ON o.parent_id = b.id
)
SELECT id FROM below
"""


def below_as_asked(organisation_id: int) -> RawSQL:
    """The same, asked inside another query: for the look-up of one object by its key, never for a list."""
    return RawSQL(_BELOW, [organisation_id])  # no text of anybody's in it


def below(organisation_id: int) -> list[int]:
    """The organisation and all under it: a superior sees what its bodies handle."""
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, [organisation_id])
        return [id_ for (id_,) in cursor.fetchall()]
