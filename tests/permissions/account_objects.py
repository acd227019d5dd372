"""Objects of the pages that look after accounts, and of retention."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts.actors import Actor
from accounts.care import actions
from accounts.models import FactorReset
from complaints.models import RetentionHold
from merchants.models import ImportJob
from tests.people import person
from tests.permissions.cases import case_of_somebody
from tests.permissions.cast import Somebody
from tests.permissions.objects import object_kind


@object_kind
def account(owner: Somebody) -> dict[str, Any]:
    """Somebody's account."""
    return {"public_id": owner.user.public_id}


def _reset_of(owner: Somebody) -> FactorReset:
    Authenticator.objects.create(user=owner.user, type=Authenticator.Type.TOTP, data={})
    first = person(is_staff=True)
    now = timezone.now() - 2 * actions.COOLS
    return actions.open_reset(user_id=owner.user.pk, reason="in_person", actor=Actor.admin(first.pk), now=now)


@object_kind
def reset(owner: Somebody) -> dict[str, Any]:
    """A reset of somebody's second factor that waits for a second administrator."""
    return {"public_id": _reset_of(owner).public_id}


@object_kind
def reset_stop(owner: Somebody) -> dict[str, Any]:
    """The link that stops it."""
    return {"token": actions.stop_path(_reset_of(owner)).strip("/").rpartition("/")[2]}


@object_kind
def reset_link(owner: Somebody) -> dict[str, Any]:
    """The link of a confirmed one whose day is over; this person has no password."""
    opened, second = _reset_of(owner), person(is_staff=True)
    owner.user.set_unusable_password()
    owner.user.save(update_fields=["password"])
    actions.confirm_reset(public_id=opened.public_id, actor=Actor.admin(second.pk), now=opened.opened_at)
    return {"token": actions.renew_path(opened).strip("/").rpartition("/")[2]}


@object_kind
def import_job(owner: Somebody) -> dict[str, Any]:
    """A list of merchants somebody handed in; nothing of it was rejected."""
    row = ImportJob.objects.create(
        file_name="a.csv", sha256="", started_by=owner.user, organisation=owner.organisation, created_at=timezone.now()
    )
    return {"public_id": row.public_id}


@object_kind
def hold(owner: Somebody) -> dict[str, Any]:
    """A hold on a case of somebody."""
    case = case_of_somebody(owner)
    row = RetentionHold.objects.create(case_id=case.pk, reason="court", placed_by=person(), placed_at=timezone.now())
    return {"public_id": row.public_id}
