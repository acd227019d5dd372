"""What was typed, sealed for one person and one page, for half a day: an address that says nothing."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import re
import unicodedata

from accounts.fields import SealBroken, keyring

#: Paging, sorting and the back button work as long as this; then one types again.
LASTS = dt.timedelta(hours=12)
MOST = 100  # characters
_TELLING = re.compile(r"@|(?:\d[\s-]?){6}")


def tells_of_somebody(words: str) -> bool:
    """Looks like a telephone, an order or identity number, or an address: not for an address line even in public."""
    return _TELLING.search(unicodedata.normalize("NFKC", words)) is not None


def put_away(words: str, *, path: str, user_id: int | None, now: dt.datetime) -> str:
    """The words as a token that opens on this page for this person only."""
    sealed = keyring().seal(json.dumps([int(now.timestamp()), words[:MOST]]), _place(path, user_id))
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def brought_back(token: str, *, path: str, user_id: int | None, now: dt.datetime) -> str | None:
    """The words of a token; None when it is too old, somebody else's, another page's or none of ours."""
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        made, words = json.loads(keyring().open(sealed, _place(path, user_id)))
    except (SealBroken, binascii.Error, ValueError):
        return None
    return str(words) if now.timestamp() - made < LASTS.total_seconds() else None


def _place(path: str, user_id: int | None) -> bytes:
    return f"look-up:{user_id or 'nobody'}:{path}".encode()
