"""A case that belongs to somebody, whatever their role."""

from __future__ import annotations

import io

from PIL import Image

from accounts.models import Organisation
from complaints.models import Case, RuleSet
from tests.factories import START, Cast, file_case
from tests.factories import cast as people_of_a_case
from tests.permissions.cast import Somebody


def a_picture() -> bytes:
    """A small PNG."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "PNG")
    return out.getvalue()


PNG = a_picture()


def case_of_somebody(owner: Somebody) -> Case:
    """The consumer's own, the merchant's, the officer's body's, the mediator's, the department's or the court's."""
    if not RuleSet.objects.exists():
        raise RuntimeError("the reference data is not loaded")
    people: Cast = people_of_a_case()
    if owner.role in ("consumer", "anonymous", "admin"):
        people.consumer = owner.user
    if owner.merchant is not None:
        people.merchant = owner.merchant
        owner.merchant.joined_at = START
        owner.merchant.save(update_fields=["joined_at"])
    case, _people = file_case(people)
    house: Organisation | None = owner.organisation
    if house is not None:
        column = {"officer": "body", "leader": "body", "department": "department", "court": "court"}.get(owner.role)
        if column:
            Case.objects.filter(pk=case.pk).update(**{column: house})
        else:
            Case.objects.filter(pk=case.pk).update(mediator=owner.user)
    return case
