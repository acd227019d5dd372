"""Who the audiences of a case are, and where they are reached; asked when a notice is addressed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Q

from accounts.models import Membership, Organisation, Role
from complaints.models import Case, Complainant
from merchants.models import MerchantMembership
from notices.recipients import Recipient, of_people

Key = tuple[int, str]
DESK = (Role.OFFICER, Role.LEADER)
COURT = (Role.JUDGE, Role.CLERK)


def recipients(keys: Sequence[Key], now: datetime) -> dict[Key, list[Recipient]]:
    """(case, audience) -> people. A merchant that has not joined is reached by letter instead."""
    cases = {case.pk: case for case in Case.objects.filter(pk__in={case_id for case_id, _ in keys})}
    superior = _superiors(cases.values())
    users: dict[Key, list[int]] = defaultdict(list)
    for organisation, roles, key in _houses(keys, cases, superior):
        users[key] += _members(organisation, roles)
    teams = _teams({m for i, audience in keys if audience == "merchant" and i in cases and (m := cases[i].merchant_id)})
    owners = dict(Case.objects.filter(pk__in=cases).values_list("pk", "complaint__user_id"))
    for case_id, audience in keys:
        case = cases.get(case_id)
        if case is None:
            continue
        if audience == "merchant" and case.merchant_id:
            users[case_id, audience] += teams[case.merchant_id]
        elif audience == "mediator" and case.mediator_id:
            users[case_id, audience].append(case.mediator_id)
        elif audience == "consumer" and owners[case_id]:
            users[case_id, audience].append(owners[case_id])
    people = of_people({user for ids in users.values() for user in ids})
    found = {key: [people[user] for user in ids if user in people] for key, ids in users.items()}
    return found | _without_account(keys, cases, owners)


def _superiors(cases: Iterable[Case]) -> Mapping[int, int | None]:
    bodies = {case.body_id for case in cases if case.body_id}
    return dict(Organisation.objects.filter(pk__in=bodies).values_list("pk", "parent_id"))


def _houses(
    keys: Sequence[Key], cases: dict[int, Case], superior: Mapping[int, int | None]
) -> Iterable[tuple[int, tuple[str, ...], Key]]:
    for case_id, audience in keys:
        case = cases.get(case_id)
        if case is None:
            continue
        house = {
            "body": (case.body_id or case.intake_body_id, DESK),
            "superior": (superior.get(case.body_id) if case.body_id else None, DESK),
            "department": (case.department_id, (Role.HANDLER,)),
            "court": (case.court_id, COURT),
        }.get(audience)
        if house and house[0]:
            yield house[0], house[1], (case_id, audience)


def _members(organisation_id: int, roles: tuple[str, ...]) -> list[int]:
    return list(
        Membership.objects.filter(
            organisation_id=organisation_id, role__in=roles, accepted_at__isnull=False, ended_at=None
        ).values_list("user_id", flat=True)
    )


def _teams(merchants: set[int]) -> dict[int, list[int]]:
    """Those who may answer for a merchant."""
    teams: defaultdict[int, list[int]] = defaultdict(list)
    rows = MerchantMembership.objects.filter(
        ~Q(role="viewer"), merchant_id__in=merchants, accepted_at__isnull=False, ended_at=None
    )
    for merchant_id, user_id in rows.values_list("merchant_id", "user_id"):
        teams[merchant_id].append(user_id)
    return teams


def _without_account(
    keys: Sequence[Key], cases: dict[int, Case], owners: Mapping[int, int | None]
) -> dict[Key, list[Recipient]]:
    """Consumers whose complaint was written down at a counter: reached at what they gave there."""
    wanted = {cases[i].complaint_id: i for i, a in keys if a == "consumer" and i in cases and owners[i] is None}
    return {
        (wanted[person.complaint_id], "consumer"): [
            Recipient(name_masked=person.name_masked, email=person.email or "", phone=person.phone or "")
        ]
        for person in Complainant.objects.filter(complaint_id__in=wanted)
    }
