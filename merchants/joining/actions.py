"""Coming into a merchant's team, changing one's part in it, leaving it."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse

from accounts.actors import Actor
from accounts.limits import limit
from accounts.masking import mask_phone
from accounts.models import PhoneNumber
from accounts.permissions import manages_merchant
from accounts.team.rules import LASTS, digest_of, new_token
from merchants.joining.refused import JoinRefused
from merchants.models import Merchant, MerchantMembership, TeamInvitation

Role = MerchantMembership.Role
MANAGERS = (Role.OWNER, Role.ADMIN)


def team_of(merchant_id: int) -> QuerySet[MerchantMembership]:
    """Everybody of a team now, oldest first."""
    return MerchantMembership.objects.filter(
        merchant_id=merchant_id, accepted_at__isnull=False, ended_at=None
    ).order_by("id")


def has_manager(merchant_id: int) -> bool:
    """Whether somebody could invite others."""
    return team_of(merchant_id).filter(role__in=MANAGERS).exists()


def become(*, merchant_id: int, user_id: int, role: str, now: dt.datetime) -> MerchantMembership:
    """A place in the team from now on; one that ended begins anew. The first one makes the merchant joined.

    Runs inside the transaction of whoever proved the right: a letter's code, a checked licence, an invitation.
    """
    merchant = Merchant.objects.select_for_update(of=("self",), no_key=True).get(pk=merchant_id)
    member = MerchantMembership.objects.filter(user_id=user_id, merchant=merchant, store=None).first()
    if member is not None and member.ended_at is None and member.accepted_at is not None:
        raise JoinRefused("member_already")
    member = member or MerchantMembership(user_id=user_id, merchant=merchant)
    member.role, member.accepted_at, member.ended_at = role, now, None
    member.save()
    if merchant.joined_at is None:
        merchant.joined_at = now
        merchant.save(update_fields=["joined_at", "updated_at"])
    return member


def become_owner(*, merchant_id: int, user_id: int, now: dt.datetime) -> MerchantMembership:
    """The first administrator; JoinRefused("taken") when there is one, who can invite."""
    Merchant.objects.select_for_update(of=("self",), no_key=True).get(pk=merchant_id)
    if has_manager(merchant_id):
        raise JoinRefused("taken")
    return become(merchant_id=merchant_id, user_id=user_id, role=Role.OWNER, now=now)


def _managed(actor: Actor) -> int:
    if not manages_merchant(actor, actor.merchant_id) or actor.merchant_id is None:
        raise JoinRefused("not_manager")
    return actor.merchant_id


def invite(*, phone: str, role: str, actor: Actor, now: dt.datetime) -> tuple[TeamInvitation, str]:
    """An invitation for whoever logs in with this phone; returns it with its link, which is shown once.

    Raises JoinRefused (not_manager, open_already) and Limited.
    """
    merchant_id = _managed(actor)
    limit("team_invitation.merchant", str(merchant_id))
    token = new_token()
    with transaction.atomic():
        _open_invitations(merchant_id).filter(expires_at__lte=now).update(withdrawn_at=now)
        try:
            with transaction.atomic():
                row = TeamInvitation.objects.create(
                    merchant_id=merchant_id, role=Role(role), phone=phone, phone_masked=mask_phone(phone),
                    digest=digest_of(token), invited_by_id=actor.person_id, created_at=now, expires_at=now + LASTS,
                )  # fmt: skip
        except IntegrityError:
            raise JoinRefused("open_already", "phone") from None
    return row, reverse("merchantteam:invitation", args=[token])


def _open_invitations(merchant_id: int) -> QuerySet[TeamInvitation]:
    return TeamInvitation.objects.filter(merchant_id=merchant_id, accepted_at=None, withdrawn_at=None)


def open_invitations(merchant_id: int) -> QuerySet[TeamInvitation]:
    """Those that wait for an answer; nothing sealed is read."""
    return _open_invitations(merchant_id).defer("phone", "phone_bidx")


def invitation_behind(token: str, user_id: int, now: dt.datetime, *, lock: bool = False) -> TeamInvitation:
    """The invitation while it is good and this person's; JoinRefused otherwise."""
    rows = TeamInvitation.objects.select_related("merchant").filter(digest=digest_of(token))
    row = (rows.select_for_update(of=("self",), no_key=True) if lock else rows).first()
    if row is None:
        raise JoinRefused("no_invitation")
    if row.accepted_at is not None:
        raise JoinRefused("invitation_used")
    if row.withdrawn_at is not None:
        raise JoinRefused("invitation_withdrawn")
    if row.expires_at <= now:
        raise JoinRefused("invitation_expired")
    if not PhoneNumber.objects.filter(user_id=user_id, phone_bidx=row.phone_bidx).exists():
        raise JoinRefused("other_phone")
    return row


def accept_invitation(*, token: str, actor: Actor, now: dt.datetime) -> MerchantMembership:
    """Take the place. The link alone opens nothing: whoever accepts has logged in with the invited phone."""
    with transaction.atomic():
        row = invitation_behind(token, actor.person_id, now, lock=True)
        member = become(merchant_id=row.merchant_id, user_id=actor.person_id, role=row.role, now=now)
        row.accepted_at, row.accepted_by_id = now, actor.person_id
        row.save(update_fields=["accepted_at", "accepted_by"])
        return member


def withdraw_invitation(*, public_id: uuid.UUID, actor: Actor, now: dt.datetime) -> None:
    """Take an open invitation back; TeamInvitation.DoesNotExist outside the actor's team."""
    merchant_id = _managed(actor)
    with transaction.atomic():
        row = _open_invitations(merchant_id).select_for_update(of=("self",)).get(public_id=public_id)
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])


def set_role(*, member_id: int, role: str, actor: Actor, now: dt.datetime) -> MerchantMembership:
    """Another part in the team; the last administrator stays one."""
    with transaction.atomic():
        member = _locked_member(member_id, _managed(actor))
        if Role(role) not in MANAGERS:
            _check_not_last(member)
        member.role = Role(role)
        member.save(update_fields=["role"])
        return member


def end(*, member_id: int, actor: Actor, now: dt.datetime) -> MerchantMembership:
    """Somebody leaves the team, by themselves or by an administrator; the last administrator cannot."""
    with transaction.atomic():
        merchant_id = actor.merchant_id or 0
        member = _locked_member(member_id, merchant_id)
        if member.user_id != actor.user_id and not manages_merchant(actor, merchant_id):
            raise JoinRefused("not_manager")
        _check_not_last(member)
        member.ended_at = now
        member.save(update_fields=["ended_at"])
        return member


def _locked_member(member_id: int, merchant_id: int) -> MerchantMembership:
    """Lock the merchant, then the member: two administrators who leave at once are looked at one after the other."""
    Merchant.objects.select_for_update(of=("self",), no_key=True).get(pk=merchant_id)
    return team_of(merchant_id).select_for_update(of=("self",)).get(pk=member_id)


def _check_not_last(member: MerchantMembership) -> None:
    others = team_of(member.merchant_id).filter(role__in=MANAGERS).exclude(pk=member.pk)
    if member.role in MANAGERS and not others.exists():
        raise JoinRefused("last_manager")
