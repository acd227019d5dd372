"""Objects of the matrix that belong to a mediation: a case of somebody's, and what hangs on it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import OrganisationKind
from complaints.models import Case, Complaint
from documents.models import Paper
from documents.numbering import new_code
from mediation.models import Clue, ConfirmationPack, MediatedAgreement, PaperSheet, Referral, Sitting
from notices.models import Outbox
from tests.factories import file_case
from tests.people import organisation
from tests.permissions.cast import Somebody
from tests.permissions.objects import object_kind

FIELDS = {"officer": "body", "leader": "body", "department": "department", "court": "court"}


def _case(owner: Somebody) -> Case:
    """A case that somebody has to do with, in the way of their role."""
    case, people = file_case()
    Case.objects.filter(pk=case.pk).update(mediator=people.mediator)
    if owner.role == "consumer":
        Complaint.objects.filter(pk=case.complaint_id).update(user=owner.user)
    elif owner.role == "merchant":
        Case.objects.filter(pk=case.pk).update(merchant=owner.merchant)
    elif owner.role == "mediator":
        Case.objects.filter(pk=case.pk).update(mediator=owner.user)
    elif owner.role in FIELDS:
        Case.objects.filter(pk=case.pk).update(**{FIELDS[owner.role]: owner.organisation})
    case.refresh_from_db()
    return case


@object_kind
def casefile(owner: Somebody) -> dict[str, Any]:
    """A case at the desk."""
    return {"public_id": _case(owner).public_id}


@object_kind
def casefile_tab(owner: Somebody) -> dict[str, Any]:
    """One of its tabs."""
    return {"public_id": _case(owner).public_id, "tab": "history"}


@object_kind
def casefile_deed(owner: Somebody) -> dict[str, Any]:
    """Something to be done to it."""
    return {"public_id": _case(owner).public_id, "slug": "refuse"}


@object_kind
def sitting(owner: Somebody) -> dict[str, Any]:
    """A sitting on the calendar."""
    case, now = _case(owner), timezone.now()
    row = Sitting.objects.create(
        case=case,
        kind="round_table",
        mode="on_site",
        place="三楼",
        starts_at=now + timedelta(days=2),
        planned_by=case.mediator,
        planned_at=now,
    )
    return {"public_id": row.public_id}


@object_kind
def agreement(owner: Somebody) -> dict[str, Any]:
    """An agreement in force."""
    case, now = _case(owner), timezone.now()
    row = MediatedAgreement.objects.create(
        case=case,
        facts="争议。",
        effect="生效。",
        drafted_by=case.mediator,
        drafted_at=now,
        effective_at=now,
        event_seq=1,
    )
    return {"public_id": row.public_id}


@object_kind
def referral(owner: Somebody) -> dict[str, Any]:
    """A referral of a case."""
    return {"public_id": _referral(owner).public_id}


@object_kind
def referral_link(owner: Somebody) -> dict[str, Any]:
    """The link of a department without people here: whoever has it may use it."""
    return {"token": _referral(owner).token}


def _referral(owner: Somebody) -> Referral:
    case, now = _case(owner), timezone.now()
    return Referral.objects.create(
        case=case,
        department=case.department or organisation(OrganisationKind.DEPARTMENT),
        from_body=case.body or organisation(),
        kind="inquiry",
        question="请告知许可情况。",
        event_seq=1,
        sent_at=now,
        sent_by=case.mediator,
        receipt_due=now + timedelta(days=5),
    )


@object_kind
def clue(owner: Somebody) -> dict[str, Any]:
    """A clue of somebody's body."""
    case = _case(owner)
    row = Clue.objects.create(
        case=case, body=case.body or organisation(), text="涉嫌跑路。", noted_by=case.mediator, noted_at=timezone.now()
    )
    return {"public_id": row.public_id}


@object_kind
def pack(owner: Somebody) -> dict[str, Any]:
    """A joint application being prepared."""
    case = _case(owner)
    row = ConfirmationPack.objects.create(
        case=case,
        event_seq=1,
        court=case.court or organisation(OrganisationKind.COURT),
        body=case.body or organisation(),
        prepared_at=timezone.now(),
    )
    return {"public_id": row.public_id}


@object_kind
def paper_sheet(owner: Somebody) -> dict[str, Any]:
    """A paper that somebody is writing."""
    row = PaperSheet.objects.create(
        case=_case(owner), kind="appeal_letter", author=owner.user, content="{}", touched_at=timezone.now()
    )
    return {"public_id": row.public_id}


@object_kind
def hand_paper(owner: Somebody) -> dict[str, Any]:
    """A paper on its way from colleague to colleague at somebody's body."""
    house = owner.organisation or organisation()
    row = Paper.objects.create(
        kind="appeal_letter", organisation=house, handled_by=house, title="劝谕函", readers="merchant", by_hand=True,
        code=new_code(), drafted_by=owner.user, drafted_at=timezone.now(), case_id=_case(owner).pk,
    )  # fmt: skip
    return {"public_id": row.public_id}


@object_kind
def lost_notice(owner: Somebody) -> dict[str, Any]:
    """A notice of somebody's case that reached nobody."""
    case, now = _case(owner), timezone.now()
    row = Outbox.objects.create(
        case_id=case.pk, template="filed", audience="consumer", idempotency_key=f"lost:{case.pk}", created_at=now,
        not_before=now, addressed_at=now, failed_reason="sms: unknown number",
        context={"number": case.number, "url": "https://hejie.example/c/1/"},
    )  # fmt: skip
    return {"notice_id": row.pk}


@object_kind
def signable(owner: Somebody) -> dict[str, Any]:
    """A draft of an agreement that waits to be signed."""
    case = _case(owner)
    row = MediatedAgreement.objects.create(
        case=case, facts="争议。", effect="生效。", drafted_by=case.mediator, drafted_at=timezone.now()
    )
    return {"public_id": row.public_id}


@object_kind
def minuted(owner: Somebody) -> dict[str, Any]:
    """A round-table with its joint record."""
    row = Sitting.objects.get(**sitting(owner))
    Sitting.objects.filter(pk=row.pk).update(minutes="双方到场。", state="held", held_at=timezone.now())
    return {"public_id": row.public_id}
