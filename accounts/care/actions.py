"""What administrators do to an account. Each act is one transaction with its row, and the person is told."""

from __future__ import annotations

import datetime as dt
import uuid

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor, ActorKind
from accounts.care.rules import (
    CONFIRM_WITHIN,
    COOLS,
    LINK_LASTS,
    ResetFacts,
    is_stale,
    why_not_confirm,
    why_not_open,
    why_not_use,
)
from accounts.models import AccountEvent, FactorReset, User
from accounts.switchboard import effects

What, Reason = AccountEvent.What, AccountEvent.Reason
STOP, RENEW = "accounts.care.stop", "accounts.care.renew"
ENDING_REASONS = (Reason.ASKED, Reason.DEVICE_LOST, Reason.MISUSE, Reason.LEFT)
IDENTITY_SEEN = (Reason.IN_PERSON, Reason.VIDEO, Reason.LEADER)
WHY: dict[str, Promise] = {
    "oneself": _("Nobody does this for themselves: ask another administrator."),
    "same_person": _("You have opened it. A second administrator confirms."),
    "no_factor": _("This person has no second factor: there is nothing to remove."),
    "open_already": _("One is under way already."),
    "confirmed": _("It is confirmed already."),
    "unconfirmed": _("A second administrator has not confirmed it yet."),
    "too_early": _("The waiting time is not over."),
    "too_late": _("It has expired. Begin again."),
    "ended": _("It was stopped or has been used."),
    "password": _("This is not your password."),
}


class CareRefused(Exception):
    """`code` is a key of WHY."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return str(WHY[self.code])


def _check_admin(actor: Actor) -> None:
    if actor.kind is not ActorKind.ADMIN:
        raise PermissionError("an administrator's act")


def _note(user_id: int, what: AccountEvent.What, reason: str, by: int | None, now: dt.datetime) -> None:
    AccountEvent.objects.create(at=now, user_id=user_id, by_id=by, what=what, reason=reason)


def _log_out_everywhere(user_id: int) -> int:
    rows = list(UserSession.objects.filter(user_id=user_id))
    for row in rows:
        row.end()
    return len(rows)


def end_sessions(*, user_id: int, reason: str, actor: Actor, now: dt.datetime) -> int:
    """Every session of a person ends at once; how many. The person is told."""
    _check_admin(actor)
    with transaction.atomic():
        User.objects.select_for_update(of=("self",)).get(pk=user_id)
        ended = _log_out_everywhere(user_id)
        _note(user_id, What.SESSIONS_ENDED, Reason(reason), actor.person_id, now)
        key = f"sessions-ended:{user_id}:{now.timestamp():.0f}"
        effects("accounts.tell")(user_id, "account.sessions_ended", key, {"reason": reason}, now)
    return ended


def open_reset(*, user_id: int, reason: str, actor: Actor, now: dt.datetime) -> FactorReset:
    """The first of two: says how the identity was seen. Raises CareRefused (oneself, no_factor, open_already)."""
    _check_admin(actor)
    has_factor = Authenticator.objects.filter(user_id=user_id).exists()
    if refusal := why_not_open(user_id=user_id, by=actor.person_id, has_factor=has_factor):
        raise CareRefused(refusal)
    end_stale(now=now)
    try:
        with transaction.atomic():
            reset = FactorReset.objects.create(
                user_id=user_id, reason=Reason(reason), opened_by_id=actor.person_id, opened_at=now
            )
            _note(user_id, What.RESET_OPENED, reset.reason, actor.person_id, now)
            _tell(reset, "account.factor_reset_opened", now, url=stop_path(reset))
    except IntegrityError:
        raise CareRefused("open_already") from None
    return reset


def confirm_reset(*, public_id: uuid.UUID, actor: Actor, now: dt.datetime) -> FactorReset:
    """The second of two; a day later the link goes out. Raises CareRefused, FactorReset.DoesNotExist."""
    _check_admin(actor)
    with transaction.atomic():
        reset = _locked(public_id)
        if refusal := why_not_confirm(facts_of(reset), by=actor.person_id, now=now):
            raise CareRefused(refusal)
        reset.confirmed_by_id, reset.confirmed_at, reset.effective_at = actor.person_id, now, now + COOLS
        reset.save(update_fields=["confirmed_by", "confirmed_at", "effective_at"])
        _note(reset.user_id, What.RESET_CONFIRMED, reset.reason, actor.person_id, now)
        _tell(reset, "account.factor_reset_confirmed", now, url=stop_path(reset))
    return reset


def stop_reset(*, public_id: uuid.UUID, actor: Actor, now: dt.datetime) -> None:
    """Taken back, by an administrator or by the person with their link. Raises CareRefused, DoesNotExist."""
    with transaction.atomic():
        reset = _locked(public_id)
        if facts_of(reset).ended:
            raise CareRefused("ended")
        reset.stopped_at = now
        reset.save(update_fields=["stopped_at"])
        _note(reset.user_id, What.RESET_STOPPED, reset.reason, actor.user_id, now)


def use_link(*, token: str, password: str, now: dt.datetime) -> User:
    """Behind the link: the old factors go, every session ends, the next log-in sets up a new one. CareRefused.

    Whoever has a password types it: the mailbox alone opens nothing.
    """
    with transaction.atomic():
        reset = _locked(_read(token, RENEW))
        if refusal := why_not_use(facts_of(reset), now=now):
            raise CareRefused(refusal)
        user = User.objects.select_for_update(of=("self",)).get(pk=reset.user_id)
        if user.has_usable_password() and not user.check_password(password):
            raise CareRefused("password")
        Authenticator.objects.filter(user=user).delete()
        _log_out_everywhere(user.pk)
        reset.done_at = now
        reset.save(update_fields=["done_at"])
        _note(user.pk, What.RESET_DONE, reset.reason, user.pk, now)
        _tell(reset, "account.factor_reset_done", now)
    return user


def send_links(*, now: dt.datetime) -> int:
    """The link to everybody whose day is over; how many. Late by however long the platform was down."""
    due = FactorReset.objects.filter(effective_at__lte=now, link_sent_at=None, done_at=None, stopped_at=None)
    sent = 0
    for pk in list(due.order_by("effective_at").values_list("pk", flat=True)):
        with transaction.atomic():
            reset = due.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
            if reset is not None:
                reset.link_sent_at = now
                reset.save(update_fields=["link_sent_at"])
                _tell(reset, "factor_link", now, url=renew_path(reset))
                sent += 1
    return sent


def end_stale(*, now: dt.datetime) -> int:
    """Resets nobody confirmed, and links nobody used, come to their end; how many."""
    old = FactorReset.objects.filter(done_at=None, stopped_at=None).filter(
        Q(confirmed_at=None, opened_at__lte=now - CONFIRM_WITHIN) | Q(link_sent_at__lte=now - LINK_LASTS)
    )
    return sum(
        FactorReset.objects.filter(pk=reset.pk, done_at=None, stopped_at=None).update(stopped_at=now)
        for reset in old
        if is_stale(facts_of(reset), now=now)
    )


def behind(token: str, salt: str) -> FactorReset:
    """The reset a link is about, while it is under way; CareRefused("ended")."""
    reset = FactorReset.objects.filter(public_id=_read(token, salt), done_at=None, stopped_at=None).first()
    if reset is None:
        raise CareRefused("ended")
    return reset


def stop_path(reset: FactorReset) -> str:
    """The page behind "this was not me", for whoever reads the notice."""
    return reverse("stop_factor_reset", args=[signing.dumps(str(reset.public_id), salt=STOP)])


def renew_path(reset: FactorReset) -> str:
    """The page that removes the old factors."""
    return reverse("renew_factor", args=[signing.dumps(str(reset.public_id), salt=RENEW)])


def facts_of(reset: FactorReset) -> ResetFacts:
    """A row as the rules see it."""
    ended = reset.done_at is not None or reset.stopped_at is not None
    return ResetFacts(
        reset.user_id, reset.opened_by_id, reset.opened_at, reset.confirmed_at, reset.effective_at, reset.link_sent_at,
        ended,
    )  # fmt: skip


def _locked(public_id: uuid.UUID) -> FactorReset:
    return FactorReset.objects.select_for_update(of=("self",)).get(public_id=public_id)


def _read(token: str, salt: str) -> uuid.UUID:
    try:
        return uuid.UUID(signing.loads(token, salt=salt))
    except (signing.BadSignature, ValueError):
        raise CareRefused("ended") from None


def _tell(reset: FactorReset, template: str, now: dt.datetime, **context: str) -> None:
    effects("accounts.tell")(reset.user_id, template, f"{template}:{reset.public_id}", context, now)
