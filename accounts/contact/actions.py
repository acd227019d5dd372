"""Asking for another phone or e-mail, cancelling it, and carrying it out a day later."""

from __future__ import annotations

import datetime as dt
import uuid

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from accounts.actors import Actor
from accounts.login.actions import known_at, use_code
from accounts.login.rules import Target
from accounts.masking import mask_phone
from accounts.models import ContactChange, PhoneNumber, User
from accounts.switchboard import effects

#: Between the code and the change, so that whoever is robbed of an account can say so (F15, our policy).
WAITS = dt.timedelta(hours=24)
LINK_LASTS = dt.timedelta(days=7)
SALT = "accounts.contact"


class ContactRefused(Exception):
    """`code`: taken (another account has it), same (it is one's own already), gone (no open change)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def confirm(*, code_id: uuid.UUID, code: str, actor: Actor, now: dt.datetime) -> ContactChange:
    """Spend the code sent to the new place and write the change down; the old places are told, with a link to stop it.

    Raises CodeRefused (accounts.login.actions) and ContactRefused. An open change of the same kind gives way.
    """
    target = use_code(public_id=code_id, code=code, now=now)
    with transaction.atomic():
        user = User.objects.select_for_update(of=("self",)).get(pk=actor.user_id or 0)
        owner = known_at(target)
        if owner is not None:
            raise ContactRefused("same" if owner == user else "taken")
        _open(user.pk).filter(kind=target.kind).update(cancelled_at=now)
        change = ContactChange.objects.create(
            user=user,
            kind=target.kind,
            target=target.value,
            target_masked=target.masked,
            asked_at=now,
            effective_at=now + WAITS,
        )
        context = {"kind": change.kind, "url": stop_path(change)}
        effects("accounts.tell")(user.pk, "account.contact_change", f"contact:{change.public_id}:asked", context, now)
    return change


def stop_path(change: ContactChange) -> str:
    """The page behind "this was not me", for whoever reads the notice."""
    return reverse("stop_contact_change", args=[signing.dumps(str(change.public_id), salt=SALT)])


def by_token(token: str) -> ContactChange:
    """The open change a link is about; ContactRefused("gone") for an old, broken or spent one."""
    try:
        public_id = signing.loads(token, salt=SALT, max_age=LINK_LASTS)
    except signing.BadSignature:
        raise ContactRefused("gone") from None
    change = ContactChange.objects.filter(public_id=public_id, done_at=None, cancelled_at=None).first()
    if change is None:
        raise ContactRefused("gone")
    return change


def stop(*, token: str, now: dt.datetime) -> None:
    """ "This was not me": the change is off and every session of the account ends."""
    with transaction.atomic():
        change = by_token(token)
        if not ContactChange.objects.filter(pk=change.pk, done_at=None, cancelled_at=None).update(cancelled_at=now):
            raise ContactRefused("gone")
        for session in UserSession.objects.filter(user_id=change.user_id):
            session.end()


def cancel(*, public_id: uuid.UUID, actor: Actor, now: dt.datetime) -> None:
    """Take one's own wish back; ContactChange.DoesNotExist for a foreign one, nothing for one that is over."""
    change = ContactChange.objects.get(public_id=public_id, user_id=actor.user_id or 0)
    _open(change.user_id).filter(pk=change.pk).update(cancelled_at=now)


def carry_out_due(*, now: dt.datetime) -> int:
    """Every change whose day is over comes into force; one whose target was taken meanwhile is cancelled. How many."""
    done = 0
    due = ContactChange.objects.filter(done_at=None, cancelled_at=None, effective_at__lte=now).order_by("effective_at")
    for pk in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            change = due.select_for_update(of=("self",), skip_locked=True).select_related("user").filter(pk=pk).first()
            if change is not None:
                done += _carry_out(change, now)
    return done


def _carry_out(change: ContactChange, now: dt.datetime) -> int:
    target, user = Target(change.kind, change.target), change.user
    if not user.is_active or known_at(target) is not None:
        change.cancelled_at = now
        change.save(update_fields=["cancelled_at"])
        return 0
    if target.kind == "phone":
        number = PhoneNumber.objects.filter(user=user).first() or PhoneNumber(user=user)
        number.phone, number.phone_masked, number.verified_at = target.value, mask_phone(target.value), now
        number.save()
    else:
        user.email = target.value
        user.save(update_fields=["email"])
        EmailAddress.objects.filter(user=user).delete()
        EmailAddress.objects.create(user=user, email=target.value, verified=True, primary=True)
    change.done_at = now
    change.save(update_fields=["done_at"])
    effects("accounts.tell")(
        user.pk, "account.contact_changed", f"contact:{change.public_id}:done", {"kind": change.kind}, now
    )
    return 1


def _open(user_id: int) -> QuerySet[ContactChange]:
    return ContactChange.objects.filter(user_id=user_id, done_at=None, cancelled_at=None)
