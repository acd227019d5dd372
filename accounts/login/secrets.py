"""Secrets inside allauth's rows, sealed anew when keys are rotated."""

from __future__ import annotations

import base64

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.fields import keyring
from accounts.login.adapter import MfaAdapter

NAMES = ("secret", "seed")


def reseal_secrets() -> int:
    """TOTP secrets and recovery seeds under an old key, sealed with the current one; how many."""
    adapter, done = MfaAdapter(), 0
    with transaction.atomic():
        for row in Authenticator.objects.select_for_update(of=("self",)).order_by("pk"):
            old = {name: row.data[name] for name in NAMES if name in row.data}
            old = {name: text for name, text in old.items() if not keyring().is_current(base64.b64decode(text))}
            if old:
                row.data.update({name: adapter.encrypt(adapter.decrypt(text)) for name, text in old.items()})
                row.save(update_fields=["data"])
                done += 1
    return done
