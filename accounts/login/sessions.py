"""Session data is sealed in its table: allauth keeps e-mail addresses and log-in stages there."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from accounts.fields import keyring
from accounts.prepared import Param, Prepared

PLACE = b"django_session.session_data"


class SealedSerializer:
    """JSON under the field keys; an old or damaged session reads as none (Django starts a new one)."""

    def dumps(self, obj: Any) -> bytes:
        """Sealed bytes."""
        return keyring().seal(json.dumps(obj, separators=(",", ":")), PLACE)

    def loads(self, data: bytes) -> Any:
        """What was sealed; SealBroken otherwise."""
        return json.loads(keyring().open(data, PLACE))


SESSION = Prepared(
    lambda: Session.objects.filter(
        session_key=Param("key", CharField(max_length=40)), expire_date__gt=Param("now", DateTimeField())
    )
)


class SessionStore(DatabaseSessions):
    """Django's sessions in the database, read by a prepared query: every page of somebody logged in begins with it."""

    def _get_session_from_db(self) -> Session | None:
        found = SESSION.first(key=self.session_key, now=timezone.now()) if self.session_key else None
        if found is None:
            self._session_key = None
        return found
