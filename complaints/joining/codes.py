"""The one-time code of a letter: sixteen signs without doubles, of which only the digest is kept."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction
from django.db.models import QuerySet

from accounts.actors import Actor
from accounts.normal import normal_code
from accounts.team.rules import digest_of
from complaints.lifecycle.commit import Conflict
from complaints.lifecycle.facts import Refused
from complaints.lifecycle.perform import perform
from complaints.lifecycle.states import State
from complaints.models import Case, ClaimCode
from merchants.joining.actions import become_owner, has_manager
from merchants.joining.refused import JoinRefused
from merchants.models import Merchant

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read as another one
GROUPS, GROUP = 4, 4
LASTS = dt.timedelta(days=90)  # (P)
UNJOINED = (State.T1_UNJOINED, State.T1_NOTICED)


def new_code(*, case_id: int, merchant_id: int, actor: Actor, now: dt.datetime) -> str:
    """A code for the letter of this case, as it is printed: K7QE-99A4-MM2T-8XHB. It is told only here."""
    code = "".join(secrets.choice(SIGNS) for _ in range(GROUPS * GROUP))
    ClaimCode.objects.create(
        case_id=case_id, merchant_id=merchant_id, digest=digest_of(code), made_at=now, expires_at=now + LASTS
    )
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def behind(code: str, now: dt.datetime, *, lock: bool = False) -> ClaimCode:
    """The code while it is good, in whichever spelling it was typed; JoinRefused otherwise."""
    rows = ClaimCode.objects.select_related("merchant").filter(digest=digest_of(normal_code(code)))
    row = (rows.select_for_update(of=("self",), no_key=True) if lock else rows).first()
    if row is None:
        raise JoinRefused("unknown", "code")
    if row.used_at is not None:
        raise JoinRefused("used", "code")
    if row.expires_at <= now:
        raise JoinRefused("expired", "code")
    if has_manager(row.merchant_id):
        raise JoinRefused("taken", "code")
    return row


def claim(*, code: str, uscc: str, actor: Actor, now: dt.datetime) -> tuple[Merchant, int]:
    """Whoever holds the letter becomes the merchant's owner; its open cases come to the desk. The code is used up.

    `uscc` is compared with the directory where that knows one: a letter that went astray opens nothing. Returns the
    merchant and how many cases came along. Raises JoinRefused.
    """
    with transaction.atomic():
        row = behind(code, now, lock=True)
        if row.merchant.uscc and row.merchant.uscc != uscc:
            raise JoinRefused("other_company", "uscc")
        become_owner(merchant_id=row.merchant_id, user_id=actor.person_id, now=now)
        row.used_at, row.used_by_id = now, actor.person_id
        row.save(update_fields=["used_at", "used_by"])
    return row.merchant, bring_in(merchant_id=row.merchant_id, actor=Actor.system(), now=now)


def unjoined(merchant_id: int) -> QuerySet[Case]:
    """The merchant's cases that wait for it by letter."""
    return Case.objects.filter(merchant_id=merchant_id, state__in=[state.value for state in UNJOINED])


def bring_in(*, merchant_id: int, actor: Actor, now: dt.datetime) -> int:
    """Each waiting case to the merchant's desk, in its own transaction: one that moved meanwhile stops no other."""
    moved = 0
    for case_id in unjoined(merchant_id).order_by("pk").values_list("pk", flat=True):
        try:
            perform(case_id, "merchant.join", actor=actor, now=now)
        except (Refused, Conflict):
            continue
        moved += 1
    return moved
