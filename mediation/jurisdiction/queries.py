"""Reading bodies, areas and courts for a day."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from accounts.models import MEDIATING_KINDS, Area, Organisation, OrganisationKind, Purpose
from mediation.jurisdiction.cover import Body, Cover, Patch

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
            Body(id, name, procedure, frozenset(competences))
            for id, name, procedure, competences in bodies.values_list("id", "name", "procedure", "competences")
        ],
        [Patch(*row) for row in areas.values_list("organisation_id", "division_code", "include")],
    )
