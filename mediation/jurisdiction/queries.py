"""Reading bodies and areas for a day, and the places of cases."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from accounts.models import MEDIATING_KINDS, Area, Organisation, OrganisationKind, Purpose
from complaints.models import Case
from complaints.models.case import RespondentRole
from mediation.jurisdiction.cover import Body, Cover, Patch
from mediation.jurisdiction.place import Place, Seller
from merchants.models import Merchant

SHANGHAI = ZoneInfo("Asia/Shanghai")


def day_of(now: datetime) -> date:
    """The calendar day in China."""
    return now.astimezone(SHANGHAI).date()


def cover_on(day: date, purpose: Purpose = Purpose.CASES) -> Cover:
    """Active bodies and their areas of this purpose as they stand on a day: two queries."""
    kinds = (OrganisationKind.COURT,) if purpose == Purpose.COURT else MEDIATING_KINDS
    bodies = Organisation.objects.filter(kind__in=kinds, is_active=True).order_by("id")
    areas = Area.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day), purpose=purpose
    ).order_by("id")
    return Cover(
        [
            Body(id, name, procedure, frozenset(competences), seat, parent_id)
            for id, name, procedure, competences, seat, parent_id in bodies.values_list(
                "id", "name", "procedure", "competences", "division_code", "parent_id"
            )
        ],
        [Patch(*row) for row in areas.values_list("organisation_id", "division_code", "include")],
    )


def written(code: str) -> str:
    """A code of twelve digits as statistics write it, in the nine or six of the table: only filling zeros go."""
    while len(code) in (9, 12) and code.endswith("000"):
        code = code[:-3]
    return code


@dataclass(frozen=True, slots=True)
class CasePlace:
    """Where a case belongs, and who has it now."""

    place: Place
    category: str
    procedure: str
    body_id: int | None


def case_places(case_ids: Sequence[int]) -> dict[int, CasePlace]:
    """The places of cases, in two queries.

    The store, or else the place the consumer gave, is the place of business; the merchant's own division its domicile.
    A seller beside whom the complaint names a platform sold there; one that has moved away cannot be reached.
    """
    rows = list(
        Case.objects.filter(pk__in=case_ids)
        .select_related("complaint", "store", "merchant")
        .only(
            "complaint__region", "complaint__category_code", "procedure", "body", "intake_body", "respondent_role",
            "respondent_division", "store__division_code", "merchant__division_code", "merchant__status",
            "merchant__kind",
        )
        .order_by("pk")
    )  # fmt: skip
    platforms = dict(
        Case.objects.filter(
            complaint_id__in={case.complaint_id for case in rows}, respondent_role=RespondentRole.PLATFORM
        )
        .annotate(where=Coalesce("merchant__division_code", "respondent_division"))
        .order_by("-pk")
        .values_list("complaint_id", "where")
    )
    return {case.pk: _case_place(case, platforms.get(case.complaint_id)) for case in rows}


def _case_place(case: Case, platform: str | None) -> CasePlace:
    merchant = case.merchant
    on_platform = case.respondent_role == RespondentRole.SELLER and (
        platform is not None or (merchant is not None and merchant.kind == Merchant.Kind.PLATFORM_SHOP)
    )
    place = Place(
        business=written((case.store.division_code if case.store else "") or case.respondent_division),
        domicile=written(merchant.division_code if merchant else ""),
        platform=written(platform or ""),
        consumer=written(case.complaint.region),
        seller=Seller.PLATFORM if on_platform else Seller.PREMISES,
        reachable=merchant is None or merchant.status != Merchant.Status.MOVED,
    )
    return CasePlace(place, case.complaint.category_code, case.procedure, case.body_id or case.intake_body_id)


def open_cases(body_ids: Collection[int]) -> dict[int, int]:
    """Open cases by body, for those bodies only; no query for none."""
    if not body_ids:
        return {}
    rows = Case.objects.filter(body_id__in=body_ids, closed_at=None).values_list("body_id").annotate(n=Count("pk"))
    return dict(rows.order_by())
