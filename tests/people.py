"""People of tests, and how they come in: `log_in` gives the session what the real door gives it."""

import itertools
import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.internal.userkit import user_id_to_str
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.masking import mask_phone
from accounts.models import Membership, Organisation, OrganisationKind, PhoneNumber, Procedure, Role, User

_count = itertools.count(10_000_000)


def person(**fields: object) -> User:
    """Somebody with a verified phone number."""
    user = User.objects.create_user(**fields)
    phone = f"139{next(_count):08d}"
    PhoneNumber.objects.create(user=user, phone=phone, phone_masked=mask_phone(phone), verified_at=timezone.now())
    return user


def organisation(kind: str = OrganisationKind.ASSOCIATION, **fields: object) -> Organisation:
    """An organisation of a kind, with what the database demands of that kind."""
    number = next(_count)
    procedure = {
        OrganisationKind.ASSOCIATION: Procedure.ASSOCIATION,
        OrganisationKind.BUREAU: Procedure.ADMINISTRATIVE,
        OrganisationKind.OFFICE: Procedure.ADMINISTRATIVE,
        OrganisationKind.PEOPLE_COMMITTEE: Procedure.PEOPLE,
    }.get(OrganisationKind(kind), "")
    return Organisation.objects.create(
        **{
            "name": f"测试机构{number}",
            "short_name": f"机构{number}",
            "kind": kind,
            "division_code": "420100",
            "procedure": procedure,
            **fields,
        }
    )


def member(role: str = Role.OFFICER, house: Organisation | None = None, **fields: object) -> User:
    """Somebody who holds a role in an organisation (of a fitting kind when none is given)."""
    kind = {
        Role.JUDGE: OrganisationKind.COURT,
        Role.CLERK: OrganisationKind.COURT,
        Role.HANDLER: OrganisationKind.DEPARTMENT,
    }.get(Role(role), OrganisationKind.ASSOCIATION)
    user = person(**fields)
    Membership.objects.create(
        user=user, organisation=house or organisation(kind), role=role, accepted_at=timezone.now()
    )
    return user


def log_in(client: Client, user: User, *, second_factor: bool = True, ago: int = 0) -> Client:
    """A session of this person, `ago` seconds old; with a second factor, as staff have it, unless told otherwise."""
    at = time.time() - ago
    client.force_login(user)
    session = client.session
    session["began"] = session["seen"] = int(at)
    session["for_organisation"] = user.is_staff or user.memberships.exists()
    session.save()
    records = [{"method": "password" if user.has_usable_password() else "code", "at": at}]
    records += [{"method": "mfa", "type": "totp", "at": at}] if second_factor else []
    session[AUTHENTICATION_METHODS_SESSION_KEY] = records
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
    session.save()
    return client


def look_up(client: Client, address: str, words: str, **others: str) -> HttpResponse:
    """Type into the box of a page and press its button: the page that comes of it."""
    return client.post(address, {"q": words, "look": "1", **others}, follow=True)
