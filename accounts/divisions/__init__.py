"""Administrative divisions: names and parents, by the table and never by the digits of a code."""

from accounts.divisions.lookup import Divisions, Former, Resolved, UnknownDivision

__all__ = ["Divisions", "Former", "Resolved", "UnknownDivision"]
