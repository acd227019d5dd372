"""The panel as it stands for one case: a fixed number of queries, however many members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Q

from accounts.divisions import Divisions
from complaints.clocks.calendar import local_day
from complaints.models import Case
from mediation.models import Absence, Appointment, DeclaredConflict, PanelMember
from mediation.models.panel import EndReason
from mediation.panel.rules import Candidate, Matter
from merchants.models import MerchantMembership


def matter_of(case: Case) -> Matter:
    """What a choice of mediator for this case depends on."""
    merchant = case.merchant
    divisions = Divisions.load()
    code = (merchant.division_code if merchant else "") or case.respondent_division
    return Matter(
        consumer_id=case.complaint.user_id,
        merchant_id=case.merchant_id,
        merchant_name=merchant.name if merchant else case.respondent_name,
        category=case.complaint.category_code,
        divisions=tuple(divisions.ancestors(code)) if code and code in divisions else (),
    )


def candidates_for(case: Case, now: datetime) -> list[Candidate]:
    """Everybody on the panel of the case's body."""
    members = list(
        PanelMember.objects.filter(organisations=case.body_id, is_active=True, user__is_active=True)
        .select_related("user")
        .order_by("pk")
    )
    users = [member.user_id for member in members]
    ids = [member.pk for member in members]
    today = local_day(now)
    open_cases = dict(
        Case.objects.filter(mediator_id__in=users, closed_at=None)
        .order_by()
        .values_list("mediator_id")
        .annotate(count=Count("pk"))
    )
    away = set(
        Absence.objects.filter(member__in=ids, first_day__lte=today, last_day__gte=today).values_list(
            "member", flat=True
        )
    )
    declared = _sets(DeclaredConflict.objects.filter(member__in=ids).values_list("member_id", "merchant_id"))
    teams = _sets(MerchantMembership.objects.filter(user__in=users).values_list("user_id", "merchant_id"))
    mediated = _sets(Appointment.objects.filter(member__in=ids).values_list("member_id", "case__merchant_id"))
    complained = _sets(Case.objects.filter(complaint__user__in=users).values_list("complaint__user_id", "merchant_id"))
    challenged = set(
        Appointment.objects.filter(Q(why=EndReason.CHALLENGED), case=case).values_list("member_id", flat=True)
    )
    return [
        Candidate(
            id=member.pk,
            user_id=member.user_id,
            name=member.user.display_name,
            employer=member.employer,
            expertise=frozenset(member.expertise),
            areas=frozenset(member.areas),
            most_open=member.most_open,
            open_cases=open_cases.get(member.user_id, 0),
            absent=member.pk in away,
            declared=declared[member.pk],
            teams=teams[member.user_id],
            mediated=mediated[member.pk],
            complained=complained[member.user_id],
            challenged=member.pk in challenged,
        )
        for member in members
    ]


def _sets(rows: Iterable[tuple[int, int | None]]) -> defaultdict[int, frozenset[int]]:
    found: defaultdict[int, frozenset[int]] = defaultdict(frozenset)
    for key, value in rows:
        if value is not None:
            found[key] |= {value}
    return found
