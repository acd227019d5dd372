"""Sending a code, and letting in whoever has it."""

from __future__ import annotations

import datetime as dt
import uuid

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Lower

from accounts.fields import blind_index
from accounts.limits import limit
from accounts.login.channels import send_code_text
from accounts.login.rules import LASTS, MOST_TRIES, CodeFacts, Target, digest_of, new_code, verdict
from accounts.masking import mask_phone
from accounts.models import LoginCode, PhoneNumber, User
from accounts.sealing import index_key_of


class CodeRefused(Exception):
    """`code` is one of wrong, used, expired, spent, closed; `left` tries remain after a wrong one."""

    def __init__(self, code: str, left: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.left = left


def _digest(public_id: uuid.UUID, code: str) -> bytes:
    return digest_of(index_key_of(settings.INDEX_KEY), public_id, code)


def send_code(*, target: Target, now: dt.datetime) -> LoginCode:
    """A new code to a phone or an e-mail address, whether or not anybody is known there.

    Raises Limited (also when nobody can count: codes are never given uncounted) and CannotSend. The row is committed
    before the provider is called, so no lock is held over the network.
    """
    limit("code.target", target.value, closed=True)
    limit("code.target_day", target.value, closed=True)
    code, public_id = new_code(), uuid.uuid4()
    row = LoginCode.objects.create(
        public_id=public_id,
        kind=target.kind,
        target=target.value,
        target_masked=target.masked,
        digest=_digest(public_id, code),
        created_at=now,
        expires_at=now + LASTS,
    )
    send_code_text(target, code)
    return row


def use_code(*, public_id: uuid.UUID, code: str, now: dt.datetime) -> Target:
    """Spend a code and give where it had been sent; CodeRefused otherwise. Every wrong try is counted and committed."""
    with transaction.atomic():
        row = LoginCode.objects.select_for_update(of=("self",)).filter(public_id=public_id).first()
        if row is None:
            refusal, left = "expired", 0
        else:
            facts = CodeFacts(bytes(row.digest), row.expires_at, row.tries, row.used_at is not None)
            refusal = verdict(facts, _digest(public_id, code), now)
            if refusal == "wrong":
                row.tries = F("tries") + 1
                row.save(update_fields=["tries"])
            elif not refusal:
                row.used_at = now
                row.save(update_fields=["used_at"])
            left = max(0, MOST_TRIES - facts.tries - 1)
    if refusal:
        raise CodeRefused("spent" if refusal == "wrong" and not left else refusal, left)
    assert row is not None
    return Target(row.kind, row.target)


def person_at(*, target: Target, now: dt.datetime) -> tuple[User, bool]:
    """Whoever this phone or e-mail belongs to, made now when nobody; the flag says so. CodeRefused("closed")."""
    user = known_at(target)
    if user is None:
        try:
            with transaction.atomic():
                return _sign_up(target, now), True
        except IntegrityError:  # the same person, in another window, a moment ago
            user = known_at(target)
            if user is None:
                raise
    if not user.is_active:
        raise CodeRefused("closed")
    return user, False


def known_at(target: Target) -> User | None:
    """The person a phone or e-mail belongs to."""
    if target.kind == "phone":
        number = (
            PhoneNumber.objects.select_related("user").filter(phone_bidx=blind_index("phone", target.value)).first()
        )
        return number.user if number else None
    return User.objects.alias(address=Lower("email")).filter(address=target.value).first()


def _sign_up(target: Target, now: dt.datetime) -> User:
    if target.kind == "phone":
        user = User.objects.create_user()
        PhoneNumber.objects.create(
            user=user, phone=target.value, phone_masked=mask_phone(target.value), verified_at=now
        )
        return user
    user = User.objects.create_user(email=target.value)
    EmailAddress.objects.create(user=user, email=target.value, verified=True, primary=True)
    return user


def forget_old_codes(*, now: dt.datetime) -> int:
    """Codes a day past their end are deleted; how many."""
    return LoginCode.objects.filter(expires_at__lt=now - dt.timedelta(days=1)).delete()[0]


def forget_ended_sessions(*, now: dt.datetime) -> int:
    """Sessions past their end are deleted, and with them their line in people's lists; how many sessions."""
    gone = Session.objects.filter(expire_date__lt=now).delete()[0]
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return gone
