"""Inviting, accepting, withdrawing, ending."""

from __future__ import annotations

import datetime as dt
import uuid
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import Actor, ActorKind
from accounts.fields import blind_index
from accounts.limits import limit
from accounts.masking import mask_email
from accounts.models import Invitation, Membership, Organisation, Role, User
from accounts.normal import normal_email
from accounts.permissions import manages_organisation
from accounts.team.rules import LASTS, ROLES_OF_KIND, InvitationFacts, digest_of, new_token, why_not

SENTENCES = {
    "not_manager": gettext_lazy("Only a leader or administrator of this organisation may do that."),
    "no_such_role": gettext_lazy("This organisation has no such role."),
    "open_already": gettext_lazy("There is an open invitation to this address for this role already."),
    "unknown": gettext_lazy("This invitation does not exist."),
    "used": gettext_lazy("This invitation has been accepted already."),
    "withdrawn": gettext_lazy("This invitation was withdrawn."),
    "closed": gettext_lazy("This organisation is no longer active here."),
    "expired": gettext_lazy("This invitation has expired. Ask for a new one."),
    "other_address": gettext_lazy("It is for another address. Log out, then log in with the e-mail address invited."),
    "member_already": gettext_lazy("You hold this role already."),
    "yourself": gettext_lazy("Nobody ends their own membership: ask another leader."),
    "ended": gettext_lazy("This membership has ended already."),
}


class TeamRefused(Exception):
    """Why not: `code` is a key of SENTENCES, the text its sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return str(SENTENCES[self.code])


def may_manage(actor: Actor, organisation_id: int) -> bool:
    """A leader or administrator of the organisation, or an administrator of the installation."""
    return actor.kind is ActorKind.ADMIN or manages_organisation(actor, organisation_id)


def invite(
    *, organisation_id: int, role: str, title: str, email: str, actor: Actor, now: dt.datetime
) -> tuple[Invitation, str]:
    """Write an invitation and send its link when the transaction is through; returns it with the link's path.

    Raises TeamRefused (not_manager, no_such_role, closed, open_already) and Limited.
    """
    if actor.user_id is None or not may_manage(actor, organisation_id):
        raise TeamRefused("not_manager")
    organisation = Organisation.objects.get(pk=organisation_id)
    if role not in ROLES_OF_KIND[organisation.kind]:
        raise TeamRefused("no_such_role")
    if not organisation.is_active:
        raise TeamRefused("closed")
    limit("invitation.organisation", str(organisation_id))
    email, token = normal_email(email), new_token()
    path = reverse("invitation", args=[token])
    with transaction.atomic():
        _unanswered(organisation_id, role, email).filter(expires_at__lte=now).update(withdrawn_at=now)
        try:
            with transaction.atomic():
                invitation = Invitation.objects.create(
                    organisation=organisation, role=role, title=title, email=email, email_masked=mask_email(email),
                    digest=digest_of(token), invited_by_id=actor.user_id, created_at=now, expires_at=now + LASTS,
                )  # fmt: skip
        except IntegrityError:
            raise TeamRefused("open_already") from None
        transaction.on_commit(lambda: send_link(email, organisation.name, str(Role(role).label), path))
    return invitation, path


def is_open(*, organisation_id: int, role: str, email: str, now: dt.datetime) -> bool:
    """Whether an invitation to this address for this role still waits for its answer."""
    return _unanswered(organisation_id, role, normal_email(email)).filter(expires_at__gt=now).exists()


def _unanswered(organisation_id: int, role: str, email: str) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        organisation_id=organisation_id,
        role=role,
        email_bidx=blind_index("email", email),
        accepted_at=None,
        withdrawn_at=None,
    )


def send_link(email: str, house: str, role: str, path: str) -> bool:
    """The link by e-mail; False when it could not be sent: the inviter has it on the page too."""
    text = _(
        "%(house)s invites you to its team as %(role)s. Open this link and log in with this e-mail address: %(link)s\n"
        "It is good for 14 days. If you expected nothing of the kind, do nothing."
    ) % {"house": house, "role": role, "link": settings.PUBLIC_URL.rstrip("/") + path}
    try:
        send_mail(_("An invitation to Hejie"), text, None, [email])
    except (SMTPException, OSError):
        return False
    return True


def open_invitation(token: str, now: dt.datetime) -> Invitation:
    """The invitation behind a link while it is good; TeamRefused otherwise."""
    invitation = Invitation.objects.select_related("organisation").filter(digest=digest_of(token)).first()
    if invitation is None:
        raise TeamRefused("unknown")
    check_good(invitation, now)
    return invitation


def check_good(invitation: Invitation, now: dt.datetime) -> None:
    """TeamRefused for one that is used, withdrawn, expired, or of a house that closed."""
    facts = InvitationFacts(
        expires_at=invitation.expires_at,
        accepted=invitation.accepted_at is not None,
        withdrawn=invitation.withdrawn_at is not None,
        organisation_active=invitation.organisation.is_active,
    )
    if reason := why_not(facts, now):
        raise TeamRefused(reason)


def check_address(invitation: Invitation, user: User) -> None:
    """TeamRefused for somebody who is not at the invited address."""
    if not user.email or blind_index("email", user.email) != bytes(invitation.email_bidx):
        raise TeamRefused("other_address")


def accept(*, token: str, actor: Actor, now: dt.datetime) -> Membership:
    """Take the role. The link alone opens nothing: whoever accepts has logged in with the invited address."""
    assert actor.user_id is not None, "somebody logged in accepts"
    with transaction.atomic():
        invitation = (
            Invitation.objects.select_for_update(of=("self",), no_key=True)
            .select_related("organisation")
            .filter(digest=digest_of(token))
            .first()
        )
        if invitation is None:
            raise TeamRefused("unknown")
        check_good(invitation, now)
        check_address(invitation, User.objects.get(pk=actor.user_id))
        try:
            with transaction.atomic():
                membership = Membership.objects.create(
                    user_id=actor.user_id, organisation=invitation.organisation, role=invitation.role,
                    title=invitation.title, accepted_at=now,
                )  # fmt: skip
        except IntegrityError:
            raise TeamRefused("member_already") from None
        invitation.accepted_at, invitation.accepted_by_id = now, actor.user_id
        invitation.save(update_fields=["accepted_at", "accepted_by"])
    return membership


def withdraw(*, public_id: uuid.UUID, actor: Actor, now: dt.datetime) -> None:
    """Take an open invitation back; Invitation.DoesNotExist outside the actor's organisation."""
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update(of=("self",)).get(
            public_id=public_id, **_own(actor), accepted_at=None, withdrawn_at=None
        )
        if not may_manage(actor, invitation.organisation_id):
            raise TeamRefused("not_manager")
        invitation.withdrawn_at = now
        invitation.save(update_fields=["withdrawn_at"])


def end_membership(*, membership_id: int, actor: Actor, now: dt.datetime) -> Membership:
    """End a role from now on; Membership.DoesNotExist outside the actor's organisation."""
    with transaction.atomic():
        membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership_id, **_own(actor))
        if not may_manage(actor, membership.organisation_id):
            raise TeamRefused("not_manager")
        if membership.user_id == actor.user_id:
            raise TeamRefused("yourself")
        if membership.ended_at is not None:
            raise TeamRefused("ended")
        membership.ended_at = max(now, membership.accepted_at or now)
        membership.save(update_fields=["ended_at"])
    return membership


def _own(actor: Actor) -> dict[str, int | None]:
    """A foreign organisation's rows do not exist; the installation's administrator sees all."""
    return {} if actor.kind is ActorKind.ADMIN else {"organisation_id": actor.organisation_id}
