"""Staff act only in a session that passed a second factor (TOTP, passkey or recovery code) not long ago."""

from __future__ import annotations

import time

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

#: Seconds a second factor lasts: one working day.
LASTS = 12 * 3600


def has_second_factor(request: HttpRequest) -> bool:
    """True in a session whose second factor is at most twelve hours old, and always in a demo that asks for none."""
    if not request.user.is_authenticated:
        return False
    if settings.DEMO_WITHOUT_SECOND_FACTOR:
        return True
    return any(
        record.get("method") == "mfa" and time.time() - record.get("at", 0) < LASTS
        for record in get_authentication_records(request, request.user)
    )
