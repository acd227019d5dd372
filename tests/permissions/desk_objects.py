"""Objects of the matrix that belong to a merchant's desk, and to joining."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils import timezone

from accounts.actors import Actor
from complaints.evidence import sealed
from complaints.joining.codes import new_code
from complaints.models import Case, LetterDelivery
from merchants.joining.actions import become, invite
from merchants.models import JoinRequest, Merchant, MerchantMembership
from tests.factories import cast, file_case
from tests.people import person
from tests.permissions.cast import DESK, Somebody
from tests.permissions.objects import object_kind


@object_kind
def desk_case(owner: Somebody) -> dict[str, Any]:
    """A case on the desk of somebody's merchant."""
    people = cast()
    if owner.merchant is not None:
        Merchant.objects.filter(pk=owner.merchant.pk).update(joined_at=timezone.now())
        people = replace(people, merchant=owner.merchant)
    return {"public_id": file_case(people, now=timezone.now())[0].public_id}


@object_kind
def desk_act(owner: Somebody) -> dict[str, Any]:
    """An act on it."""
    return {**desk_case(owner), "slug": "not-ours"}


@object_kind
def desk_duty(owner: Somebody) -> dict[str, Any]:
    """A duty of it that does not exist."""
    return {**desk_case(owner), "duty_id": 1}


def _manager(merchant: Merchant) -> Actor:
    """An administrator of this team."""
    user = person()
    MerchantMembership.objects.create(user=user, merchant=merchant, role="admin", accepted_at=timezone.now())
    return Actor.merchant(user.pk, merchant.pk, "admin")


def _shop(owner: Somebody) -> Merchant:
    return owner.merchant or Merchant.objects.create(name=f"另一家店{owner.user.pk}")


@object_kind
def team_member(owner: Somebody) -> dict[str, Any]:
    """A colleague in the team of somebody's merchant."""
    return {"pk": become(merchant_id=_shop(owner).pk, user_id=person().pk, role="agent", now=timezone.now()).pk}


@object_kind
def team_invited(owner: Somebody) -> dict[str, Any]:
    """An open invitation into it."""
    actor = _manager(_shop(owner))
    row, _path = invite(phone="13800001234", role="agent", actor=actor, now=timezone.now())
    return {"public_id": row.public_id}


@object_kind
def team_invitation(owner: Somebody) -> dict[str, Any]:
    """The link of an invitation to somebody's phone, into another team."""
    actor, phone = _manager(Merchant.objects.create(name="邀请的店")), owner.user.phone_number.phone
    return {
        "token": invite(phone=phone, role="agent", actor=actor, now=timezone.now())[1].strip("/").rpartition("/")[2]
    }


@object_kind
def claim_code(owner: Somebody) -> dict[str, Any]:
    """The code of a letter; whoever holds it may use it, so it is nobody's own."""
    people = cast(joined=False)
    MerchantMembership.objects.filter(merchant=people.merchant).delete()
    case, _ = file_case(people, now=timezone.now())
    code = new_code(case_id=case.pk, merchant_id=people.merchant.pk, actor=Actor.system(), now=timezone.now())
    return {"code": code}


@object_kind
def join_request(owner: Somebody) -> dict[str, Any]:
    """A request at somebody's body."""
    body = owner.organisation if owner.role in DESK else None
    row = JoinRequest.objects.create(
        user=person(), uscc="91420106MA4KUEA21L", name="某店", position="店长", licence="licences/none",
        licence_key=sealed.new_key(), media_type="application/pdf", body=body or cast().body, asked_at=timezone.now(),
    )  # fmt: skip
    return {"public_id": row.public_id}


def _by_letter(owner: Somebody) -> Case:
    people = cast(joined=False)
    case, _ = file_case(people, now=timezone.now())
    if owner.role in DESK:
        Case.objects.filter(pk=case.pk).update(intake_body=owner.organisation)
    return case


@object_kind
def lettered_case(owner: Somebody) -> dict[str, Any]:
    """A case at somebody's body whose merchant has not joined."""
    return {"public_id": _by_letter(owner).public_id}


@object_kind
def letter(owner: Somebody) -> dict[str, Any]:
    """A letter on its way in such a case."""
    now = timezone.now()
    row = LetterDelivery.objects.create(
        case=_by_letter(owner), address="x", posted_on=now.date(), posted_by=person(), recorded_at=now
    )
    return {"public_id": row.public_id}
