"""Objects of the matrix: `@object_kind` functions make one that belongs to somebody and return the URL's arguments."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.actors import Actor
from accounts.contact.actions import WAITS, stop_path
from accounts.models import ContactChange, Invitation, Membership, Role
from accounts.team.actions import invite
from complaints.evidence.actions import Home, begin, receive
from complaints.intake.drafts import start_draft
from documents.models import Paper, PaperContent
from documents.numbering import new_code
from notices.models import Channel, Delivery, Outbox
from tests.people import member, organisation
from tests.permissions.cases import PNG, case_of_somebody
from tests.permissions.cast import Somebody

Maker = Callable[[Somebody], dict[str, Any]]
OBJECTS: dict[str, Maker] = {}


def object_kind(maker: Maker) -> Maker:
    """Register a maker under its name, which the matrix uses."""
    OBJECTS[maker.__name__] = maker
    return maker


@object_kind
def session(owner: Somebody) -> dict[str, Any]:
    """A log-in somewhere else."""
    row = UserSession.objects.create(
        user=owner.user, ip="198.51.100.7", session_key=uuid.uuid4().hex, user_agent="Firefox"
    )
    return {"pk": row.pk}


@object_kind
def passkey(owner: Somebody) -> dict[str, Any]:
    """A second factor of the kind that has a page."""
    row = Authenticator.objects.create(
        user=owner.user, type=Authenticator.Type.WEBAUTHN, data={"name": "key", "credential": {}}
    )
    return {"pk": row.pk}


@object_kind
def message(owner: Somebody) -> dict[str, Any]:
    """A message in somebody's inbox."""
    now = timezone.now()
    row = Outbox.objects.create(
        template="duty.reminder",
        audience=f"user:{owner.user.pk}",
        idempotency_key=uuid.uuid4().hex,
        created_at=now,
        not_before=now,
    )
    delivery = Delivery.objects.create(
        outbox=row, channel=Channel.IN_APP, user=owner.user, next_try_at=now, status="sent", sent_at=now
    )
    return {"public_id": delivery.public_id}


def _invite(owner: Somebody, house: int) -> tuple[Invitation, str]:
    owner.user.email = f"somebody{owner.user.pk}@example.com"
    owner.user.save(update_fields=["email"])
    leader = Actor.officer(member(Role.LEADER).pk, house, "leader")
    return invite(
        organisation_id=house, role=Role.MEDIATOR, title="", email=owner.user.email, actor=leader, now=timezone.now()
    )


@object_kind
def invitation(owner: Somebody) -> dict[str, Any]:
    """The link of an invitation to somebody's address."""
    return {"token": _invite(owner, organisation().pk)[1].strip("/").rpartition("/")[2]}


@object_kind
def invited(owner: Somebody) -> dict[str, Any]:
    """An open invitation of somebody's house."""
    house = owner.organisation or organisation()
    kept = _invite(owner, house.pk if owner.role in ("officer", "leader", "mediator") else organisation().pk)[0]
    return {"public_id": kept.public_id}


@object_kind
def membership(owner: Somebody) -> dict[str, Any]:
    """A colleague in somebody's house."""
    house = owner.organisation or organisation()
    return {"pk": Membership.objects.get(user=member(Role.MEDIATOR, house)).pk}


@object_kind
def paper(owner: Somebody) -> dict[str, Any]:
    """A draft of somebody's organisation."""
    house = owner.organisation or organisation()
    row = Paper.objects.create(
        kind="evidence_list",
        organisation=house,
        handled_by=house,
        title="证据清单",
        readers="consumer",
        code=new_code(),
        drafted_at=timezone.now(),
    )
    parts = {"number": "1", "submitter": "张", "exhibits": [], "made_on": "2026-03-16"}
    PaperContent.objects.create(paper=row, parts=json.dumps(parts))
    return {"public_id": row.public_id}


@object_kind
def code(owner: Somebody) -> dict[str, Any]:
    """The code on a paper that has its number."""
    now = timezone.now()
    row = Paper.objects.get(**paper(owner))
    row.status, row.checked_at, row.signed_at, row.numbered_at = "issuing", now, now, now
    row.save()
    return {"code": row.code}


import tests.permissions.account_objects  # noqa: E402  # registers its own
import tests.permissions.desk_objects  # noqa: E402  # registers its own
import tests.permissions.disclosure_objects  # noqa: E402  # registers its own
import tests.permissions.mediation_objects  # noqa: E402, F401  # registers its own


@object_kind
def case(owner: Somebody) -> dict[str, Any]:
    """A case of somebody: their complaint, against their shop, at their body, in their hands."""
    return {"public_id": case_of_somebody(owner).public_id}


@object_kind
def case_act(owner: Somebody) -> dict[str, Any]:
    """An act of the consumer in a case of somebody."""
    return {"public_id": case_of_somebody(owner).public_id, "key": "withdraw"}


@object_kind
def evidence(owner: Somebody) -> dict[str, Any]:
    """A file of a case of somebody."""
    found = case_of_somebody(owner)
    home = Home(case=found, by="consumer")
    file = SimpleUploadedFile("告示.png", PNG)
    return {
        "public_id": receive(home=home, file=file, actor=Actor.consumer(owner.user.pk), now=timezone.now()).public_id
    }


@object_kind
def upload(owner: Somebody) -> dict[str, Any]:
    """A file on its way into a case of somebody, from their side."""
    side = {"anonymous": "consumer", "leader": "officer"}.get(owner.role, owner.role)
    home = Home(case=case_of_somebody(owner), by=side)
    actor = Actor.consumer(owner.user.pk)
    return {"public_id": begin(home=home, name="告示.png", size=10, actor=actor, now=timezone.now()).public_id}


@object_kind
def drafted_file(owner: Somebody) -> dict[str, Any]:
    """A file of a complaint somebody is writing."""
    actor = Actor.consumer(owner.user.pk)
    draft = start_draft(token=uuid.uuid4(), actor=actor, now=timezone.now())
    file = SimpleUploadedFile("告示.png", PNG)
    return {"public_id": receive(home=Home(draft=draft), file=file, actor=actor, now=timezone.now()).public_id}


def _change(owner: Somebody) -> ContactChange:
    now = timezone.now()
    return ContactChange.objects.create(
        user=owner.user, kind="phone", target="13800001234", target_masked="138****1234", asked_at=now,
        effective_at=now + WAITS,
    )  # fmt: skip


@object_kind
def contact_change(owner: Somebody) -> dict[str, Any]:
    """A change of phone under way."""
    return {"public_id": _change(owner).public_id}


@object_kind
def stop_link(owner: Somebody) -> dict[str, Any]:
    """The link of the notice about it: whoever holds it may stop the change, logged in or not."""
    return {"token": stop_path(_change(owner)).strip("/").rpartition("/")[2]}
