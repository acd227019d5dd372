"""Give a role of the database what the web process needs: rows, and no say over tables and triggers."""

from accounts.personal_data.granting import GrantCommand
from accounts.personal_data.serving import statements


class Command(GrantCommand):
    help = "For DATABASE_URL of the web process. Repeat it after each upgrade; it takes back what it gave before."
    statements = staticmethod(statements)
    said = "%(role)s may work with the rows of %(tables)d tables"
