"""The list of divisions, current and abolished, read from `accounts` and kept for a while."""

from accounts.divisions.lookup import Divisions
from accounts.models import Division
from merchants.matching.kept import Kept
from merchants.matching.places import Gazetteer


def gazetteer() -> Gazetteer:
    """Divisions above the township by code and by every short name they have borne; at most ten minutes old."""
    return _kept()


def forget() -> None:
    """Read the list anew next time (after a change of divisions, in tests)."""
    _kept.forget()


def _read() -> Gazetteer:
    # Abolished rows first, so that a code's current name wins; open ends sort last in PostgreSQL.
    rows = Division.objects.exclude(level="township").order_by("valid_to", "code")
    found = list(rows.values_list("code", "name", "level", "parent_code", "valid_to"))
    divisions = Divisions.load()
    current = {row[0]: divisions.resolve(row[0]).code for row in found if row[4] is not None}
    return Gazetteer.of(((code, name, level, parent) for code, name, level, parent, _ in found), current)


_kept = Kept(_read)
