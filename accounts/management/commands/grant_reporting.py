"""Give a role of the database the right to read what is neither personal nor privileged, and nothing else."""

from accounts.personal_data.granting import GrantCommand
from accounts.personal_data.reporting import statements


class Command(GrantCommand):
    help = (
        "For statistics and exports by other programs. Repeat it after each upgrade; it takes back what it gave before."
    )
    statements = staticmethod(statements)
    said = "%(role)s may read %(tables)d tables in part"
