"""Models of other packages, classed as `class Data` classes ours; a new one fails a test until it is listed."""

from __future__ import annotations

from typing import Any


class _Data:
    def __init__(self, **groups: str) -> None:
        for name in ("personal", "privileged", "public", "internal"):
            setattr(self, name, frozenset(groups.get(name, "").split()))


FOREIGN: dict[str, Any] = {
    "auth.permission": _Data(internal="id name content_type codename"),
    "auth.group": _Data(internal="id name"),
    "contenttypes.contenttype": _Data(internal="id app_label model"),
    # The payload is sealed (accounts.login.sessions); the key opens an account, so it is guarded as well.
    "sessions.session": _Data(personal="session_key session_data", internal="expire_date"),
    "admin.logentry": _Data(
        personal="object_repr change_message", internal="id action_time user content_type object_id action_flag"
    ),
    # Recorded exception to sealing: allauth looks addresses up in plain text (docs/decisions).
    "account.emailaddress": _Data(personal="email", internal="id user verified primary"),
    "account.emailconfirmation": _Data(personal="key", internal="id email_address created sent"),
    # `data` holds TOTP secrets, sealed by accounts.login.second_factor, and public keys of passkeys.
    "mfa.authenticator": _Data(personal="data", internal="id user type created_at last_used_at"),
    "usersessions.usersession": _Data(
        personal="ip user_agent session_key data", internal="id user created_at last_seen_at"
    ),
    "socialaccount.socialapp": _Data(personal="secret key", internal="id provider provider_id name client_id settings"),
    "socialaccount.socialaccount": _Data(personal="uid extra_data", internal="id user provider last_login date_joined"),
    "socialaccount.socialtoken": _Data(personal="token token_secret", internal="id app account expires_at"),
}
