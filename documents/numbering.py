"""Serial numbers: 鄂消调〔2026〕1号, without gaps while nobody rolls back, never twice (GB/T 9704-2012, 7.2.5)."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from accounts.models import Organisation
from documents.refused import Refused

# Without what is misread on paper: I, L, O, U, 0, 1.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_NEXT = """
INSERT INTO documents_serial (organisation_id, prefix, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (organisation_id, prefix, year) DO UPDATE SET last = documents_serial.last + 1
RETURNING last
"""


def series(organisation: Organisation, word: str) -> str:
    """鄂消调 and 函 make 鄂消函. Raises Refused for a body that has no prefix."""
    if not organisation.serial_prefix:
        raise Refused("no_serial_prefix", _("%(body)s has no prefix for its papers yet.") % {"body": organisation.name})
    return organisation.serial_prefix.removesuffix("调") + word


def next_serial(organisation: Organisation, word: str, day: date) -> str:
    """The next number of this series; it stays locked until the transaction ends."""
    prefix = series(organisation, word)
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [organisation.pk, prefix, day.year])
        (number,) = cursor.fetchone()
    return f"{prefix}〔{day.year}〕{number}号"


def new_code() -> str:
    """A verification code like 7KQE-99A4-M2TX: 59 bits, made before the paper is printed."""
    letters = [secrets.choice(CODE_LETTERS) for _place in range(12)]
    return "-".join("".join(letters[at : at + 4]) for at in (0, 4, 8))


def normal_code(text: str) -> str:
    """What somebody typed as a code, as it was printed: case, blanks and dashes do not matter."""
    letters = "".join(c for c in text.upper() if c.isalnum())
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))
