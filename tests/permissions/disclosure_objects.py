"""Objects of the disclosure floor."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from disclosure.models import Basis, Mark, Publication, Stage
from disclosure.publication.copying import write_public_row
from tests.factories import merchant as a_shop
from tests.people import member, organisation
from tests.permissions.cases import case_of_somebody
from tests.permissions.cast import DESK, Somebody
from tests.permissions.objects import object_kind


def _publication(owner: Somebody) -> Publication:
    """Shown to the merchant already, so that everybody concerned can see it."""
    now = timezone.now()
    case = case_of_somebody(owner)
    house = owner.organisation if owner.role in DESK and owner.organisation else organisation()
    return Publication.objects.create(
        case=case, stage=Stage.OBJECTION, basis=Basis.CRITICISM, harm="拒不退款", title="搬店不退年卡",
        text="投诉人办了年卡。",
        first=member(), body=house, drafted_at=now, consented_at=now, notified_at=now,
        objection_until=now + timedelta(days=5),
    )  # fmt: skip


@object_kind
def shown(owner: Somebody) -> dict[str, Any]:
    """A publication on its way."""
    return {"public_id": _publication(owner).public_id}


@object_kind
def mark(owner: Somebody) -> dict[str, Any]:
    """A masked stretch of one."""
    row = _publication(owner)
    stretch = Mark.objects.create(
        publication=row, start=0, end=1, kind="person", reason="姓名", replacement="某", doubt=True
    )
    return {"public_id": row.public_id, "mark_id": stretch.pk}


@object_kind
def public_case(owner: Somebody) -> dict[str, Any]:
    """A case that could be published."""
    return {"public_id": case_of_somebody(owner).public_id}


@object_kind
def published(owner: Somebody) -> dict[str, Any]:
    """A public page."""
    row = _publication(owner)
    now = timezone.now()
    row.stage, row.second, row.published_at, row.ends_at = Stage.PUBLISHED, member(), now, now + timedelta(days=365)
    row.objection_until = now
    row.save()
    write_public_row(row)
    return {"code": row.code}


@object_kind
def merchant(owner: Somebody) -> dict[str, Any]:
    """A shop of the directory."""
    return {"public_id": (owner.merchant or a_shop()).public_id}
