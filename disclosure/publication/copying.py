"""The flat row of a publication: everything the public sees, and nothing else."""

from __future__ import annotations

from accounts.divisions import Divisions, UnknownDivision
from complaints.clocks.calendar import local_day
from complaints.models import Case
from disclosure.models import Publication, PublishedCase
from disclosure.publication.facts import was_silent
from merchants.models import Merchant


def write_public_row(publication: Publication) -> PublishedCase:
    """Copy what is public of the case as it stands now."""
    case = publication.case
    if publication.published_at is None:
        raise ValueError("only what is published has a public row")
    city, district = places(case.respondent_division)
    row, _made = PublishedCase.objects.update_or_create(
        code=publication.code,
        defaults={
            "merchant_id": case.merchant_id if named(case) else None,
            "merchant_name": shown_name(case),
            "joined": case.joined,
            "category_code": case.complaint.category_code,
            "issue_code": case.complaint.issue_code,
            "city": city,
            "district": district,
            "basis": publication.basis,
            "title": publication.title,
            "text": publication.text,
            "filed_on": local_day(case.filed_at),
            "closed_on": local_day(case.closed_at) if case.closed_at else None,
            "tier": case.tier,
            "answered_in_time": False if was_silent(case) else (True if case.answered_at else None),
            "outcome": case.outcome or "",
            "claimed_fen": case.claimed_fen,
            "recovered_fen": case.recovered_fen,
            "published_at": publication.published_at,
        },
    )
    return row


def named(case: Case) -> bool:
    """Natural-person sellers appear by type of shop only (DOMAIN 6)."""
    return case.merchant is not None and case.merchant.kind != Merchant.Kind.NATURAL_PERSON


def shown_name(case: Case) -> str:
    """The merchant's name, or what kind of shop it is."""
    if case.merchant is None or not named(case):
        return "个人经营的店铺"
    return case.merchant.name


def places(code: str) -> tuple[str, str]:
    """(city, district) of a division code, climbing by parent; empty where not known."""
    if not code:
        return "", ""
    divisions = Divisions.load()
    try:
        chain = divisions.ancestors(divisions.resolve(code).code)
    except UnknownDivision:
        return "", ""
    levels = {divisions.level(each): each for each in chain}
    district = levels.get("county", "")
    return levels.get("city", district or chain[-1]), district
