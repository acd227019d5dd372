"""What the Django admin shows of complaints: rules, holidays and categories. Cases, events and clocks are not here."""

from complaints.categories import admin as categories_admin
from complaints.clocks import admin as clocks_admin

__all__ = ["categories_admin", "clocks_admin"]
