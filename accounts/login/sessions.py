"""Session data is sealed in its table: allauth keeps e-mail addresses and log-in stages there."""

from __future__ import annotations

import json
from typing import Any

from accounts.fields import keyring

PLACE = b"django_session.session_data"


class SealedSerializer:
    """JSON under the field keys; an old or damaged session reads as none (Django starts a new one)."""

    def dumps(self, obj: Any) -> bytes:
        """Sealed bytes."""
        return keyring().seal(json.dumps(obj, separators=(",", ":")), PLACE)

    def loads(self, data: bytes) -> Any:
        """What was sealed; SealBroken otherwise."""
        return json.loads(keyring().open(data, PLACE))
