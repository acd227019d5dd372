"""Which roles an organisation has, and when an invitation is good. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from accounts.models import MEDIATING_KINDS, OrganisationKind, Role

#: (P) an invitation is good for two weeks
LASTS = dt.timedelta(days=14)

ROLES_OF_KIND: dict[str, tuple[Role, ...]] = {
    **dict.fromkeys(MEDIATING_KINDS, (Role.OFFICER, Role.MEDIATOR, Role.LEADER, Role.ADMIN)),
    OrganisationKind.DEPARTMENT: (Role.HANDLER,),
    OrganisationKind.COURT: (Role.JUDGE, Role.CLERK),
    OrganisationKind.JUSTICE_OFFICE: (Role.OFFICER,),
    OrganisationKind.PLATFORM_OPERATOR: (Role.OFFICER, Role.ADMIN),
}


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """What decides whether an invitation can be accepted."""

    expires_at: dt.datetime
    accepted: bool = False
    withdrawn: bool = False
    organisation_active: bool = True


def new_token() -> str:
    """192 random bits, for a link."""
    return secrets.token_urlsafe(24)


def digest_of(token: str) -> bytes:
    """What is stored of a token. It is random enough that a plain hash cannot be guessed."""
    return hashlib.sha256(token.encode()).digest()


def why_not(invitation: InvitationFacts, now: dt.datetime) -> str:
    """used, withdrawn, closed or expired; empty when it is good."""
    if invitation.accepted:
        return "used"
    if invitation.withdrawn:
        return "withdrawn"
    if not invitation.organisation_active:
        return "closed"
    return "expired" if now >= invitation.expires_at else ""
