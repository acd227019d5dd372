"""What the Django admin shows of complaints: rules, holidays and categories. Cases, events and clocks are not here."""

from complaints.clocks import admin as clocks_admin

__all__ = ["clocks_admin"]
