"""What the Django admin shows of this floor: organisations, areas, memberships, divisions, people; all with history.

Nothing here is deleted: an organisation is switched off, an area, a membership and a division end on a day.
"""

from accounts.administration import divisions, organisations, people

__all__ = ["divisions", "organisations", "people"]
