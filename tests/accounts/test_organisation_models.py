"""What the database itself refuses about organisations, areas and divisions."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, InternalError, transaction

from accounts.models import Area, Division, Organisation, OrganisationKind, Procedure

pytestmark = pytest.mark.django_db


def organisation(name: str = "樟树县消费者协会", **fields: object) -> Organisation:
    values = {
        "short_name": name[:10],
        "kind": OrganisationKind.ASSOCIATION,
        "procedure": Procedure.ASSOCIATION,
        "division_code": "420100",
    }
    return Organisation.objects.create(name=name, **{**values, **fields})


@pytest.fixture
def refused():
    """The database says no; the test goes on after it."""

    def check(constraint: str):
        return pytest.raises(IntegrityError, match=constraint)

    return check


def test_an_organisation_is_never_its_own_superior(refused) -> None:
    body = organisation()
    body.parent = body
    with refused("organisation_parent_not_self|its own superior"), transaction.atomic():
        body.save()


def test_nor_through_a_circle(refused) -> None:
    top = organisation("甲")
    middle = organisation("乙", parent=top)
    bottom = organisation("丙", parent=middle)
    with refused("its own superior"), transaction.atomic():
        Organisation.objects.filter(pk=top.pk).update(parent=bottom)
    Organisation.objects.filter(pk=bottom.pk).update(parent=top)


def test_a_mediating_body_has_a_procedure_and_a_court_has_none(refused) -> None:
    with refused("organisation_mediating_has_procedure"), transaction.atomic():
        organisation(procedure="")
    with refused("organisation_mediating_has_procedure"), transaction.atomic():
        organisation(kind=OrganisationKind.COURT, procedure=Procedure.PEOPLE)
    organisation(kind=OrganisationKind.COURT, procedure="")


def test_an_office_never_seals(refused) -> None:
    with refused("organisation_office_never_seals"), transaction.atomic():
        organisation(kind=OrganisationKind.OFFICE, procedure=Procedure.ADMINISTRATIVE, can_seal=True)


@pytest.mark.parametrize(
    ("first", "second", "fits"),
    [
        ((None, None), (None, None), False),
        ((date(2020, 1, 1), date(2024, 1, 1)), (date(2024, 1, 1), None), True),  # the end day is the next one's first
        ((date(2020, 1, 1), date(2024, 1, 2)), (date(2024, 1, 1), None), False),
        ((None, date(2024, 1, 1)), (date(2023, 1, 1), date(2023, 2, 1)), False),
    ],
)
def test_one_area_per_code_purpose_and_day(first, second, fits, refused) -> None:
    body = organisation()
    Area.objects.create(organisation=body, division_code="420106", valid_from=first[0], valid_to=first[1])
    Area.objects.create(organisation=body, division_code="420106", purpose="court", include=False)
    again = Area(organisation=body, division_code="420106", include=False, valid_from=second[0], valid_to=second[1])
    if fits:
        again.save()
        return
    with refused("area_once_per_organisation_and_day"), transaction.atomic():
        again.save()


def test_an_area_does_not_end_before_it_began(refused) -> None:
    with refused("area_validity_in_order"), transaction.atomic():
        Area.objects.create(
            organisation=organisation(),
            division_code="420106",
            valid_from=date(2024, 1, 1),
            valid_to=date(2024, 1, 1),
        )


def test_a_code_has_one_name_at_a_time(refused) -> None:
    row = {"code": "990103", "level": "county", "parent_code": "990000"}
    Division.objects.create(name="石灰窑区", valid_to=date(2001, 1, 1), **row)
    Division.objects.create(name="西塞山区", valid_from=date(2001, 1, 1), **row)
    with refused("division_one_row_per_code_and_day"), transaction.atomic():
        Division.objects.create(name="又一区", valid_from=date(2010, 1, 1), **row)


def test_only_a_province_has_no_parent(refused) -> None:
    with refused("division_only_provinces_lack_a_parent"), transaction.atomic():
        Division.objects.create(code="990103", name="无主区", level="county")
    with refused("division_parent_not_self"), transaction.atomic():
        Division.objects.create(code="990103", name="自主区", level="county", parent_code="990103")


def test_an_abolished_code_is_ended_never_deleted(refused) -> None:
    row = Division.objects.create(code="990000", name="某省", level="province")
    with pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
        row.delete()
