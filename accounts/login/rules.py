"""What a code may do, and what somebody typed as their phone or e-mail. Pure."""

from __future__ import annotations

import datetime as dt
import hmac
import re
import secrets
import unicodedata
import uuid
from dataclasses import dataclass

from accounts.masking import mask_email, mask_phone
from accounts.normal import is_mobile, normal_email, normal_phone

LASTS = dt.timedelta(minutes=10)
MOST_TRIES = 5
DIGITS = 6

_EMAIL = re.compile(r"[^@\s]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+")


@dataclass(frozen=True)
class Target:
    """Where a code goes: `kind` is phone or email."""

    kind: str
    value: str

    @property
    def masked(self) -> str:
        return mask_phone(self.value) if self.kind == "phone" else mask_email(self.value)


def target_of(typed: str) -> Target | None:
    """A mainland mobile number or an e-mail address, however it was typed; None when it is neither."""
    if "@" in unicodedata.normalize("NFKC", typed):
        email = normal_email(typed)
        return Target("email", email) if len(email) <= 254 and _EMAIL.fullmatch(email) else None
    return Target("phone", normal_phone(typed)) if is_mobile(typed) else None


def new_code() -> str:
    """Six digits from the system's random source."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def digest_of(key: bytes, public_id: uuid.UUID, code: str) -> bytes:
    """What is stored of a code: a keyed hash, for a plain one of six digits is guessed in a second."""
    return hmac.digest(key, b"login code:" + public_id.bytes + code.encode(), "sha256")


def clean_code(typed: str) -> str:
    """The digits of what was typed: spaces, dashes and full-width digits are fine."""
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", typed))


@dataclass(frozen=True)
class CodeFacts:
    """What `verdict` needs to know of a code."""

    digest: bytes
    expires_at: dt.datetime
    tries: int
    used: bool


def verdict(code: CodeFacts, given: bytes, now: dt.datetime) -> str:
    """`""` when it opens, else why not: used, expired, spent (five tries), wrong."""
    if code.used:
        return "used"
    if now >= code.expires_at:
        return "expired"
    if code.tries >= MOST_TRIES:
        return "spent"
    return "" if hmac.compare_digest(code.digest, given) else "wrong"
