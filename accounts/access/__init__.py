"""Access rows: a view says what it shows (`records_access`), middleware writes who saw it, queries answer from it."""

from accounts.access.marks import records_access, saw

__all__ = ["records_access", "saw"]
