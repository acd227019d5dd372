"""Public pages: no log-in, no cookie, nothing that is not in the flat table."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db.models import QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.caching import shared_page
from accounts.divisions import Divisions
from accounts.limits import limit_request
from accounts.lists.listing import Order, listing_of
from accounts.look_ups.pages import looked_for, looks_up
from accounts.prepared import Prepared
from complaints.lifecycle.states import Outcome, Tier
from complaints.models import Category
from disclosure.models import Basis, Publication, PublicationEvent, PublishedCase
from disclosure.public.filters import PublishedFilter
from disclosure.public.queries import published, record_of
from disclosure.publication.actions import hide_reported
from disclosure.publication.rules import NO_ANSWER, UNVERIFIED
from merchants.matching import suggest
from merchants.models import Merchant

CATEGORY_NAMES = Prepared(lambda: Category.objects.values_list("code", "name"))
ORDERS = [Order("-published", _("newest first"), ("-published_at", "-id"))]


def _newest() -> QuerySet[PublishedCase, tuple[int, int | None]]:
    step = PublicationEvent.objects.order_by("-id").values("id")[:1]
    return PublishedCase.objects.order_by("-id").annotate(step=Subquery(step)).values_list("id", "step")[:1]


NEWEST = Prepared(_newest)


def _version() -> object:
    """Changes with every step of any publication: what is taken down is gone from the lists at once."""
    return NEWEST.first()


@require_http_methods(["GET", "HEAD", "POST"])
@looks_up(public=True)
@shared_page(_version, by=("category_code", "city", "outcome", "joined", "order", "after", "before"))
def cases(request: HttpRequest) -> HttpResponse:
    """Published cases, newest first, with filters."""
    words = looked_for(request)
    listing = listing_of(request.GET, published(words), orders=ORDERS, filters=PublishedFilter, words=words)
    divisions, names = Divisions.load(), _category_names()
    for row in listing.rows:
        _dress(row, divisions, names)
    return render(request, "disclosure/cases.html", {"listing": listing, "q": words})


def _category_names() -> dict[str, str]:
    return dict(CATEGORY_NAMES.all())


def _dress(row: PublishedCase, divisions: Divisions, names: dict[str, str]) -> None:
    """Words for codes."""
    place = row.district or row.city
    row.place = divisions.name(place) if place in divisions else ""  # type: ignore[attr-defined]
    row.category = names.get(row.category_code, "")  # type: ignore[attr-defined]
    row.ended = str(Outcome.of(row.outcome).label) if row.outcome else ""  # type: ignore[attr-defined]
    row.tier_label = Tier(row.tier).label  # type: ignore[attr-defined]


@require_safe
def case(request: HttpRequest, code: str) -> HttpResponse:
    """One published case; of one that was taken down, only when and why."""
    publication = get_object_or_404(Publication, code=code, published_at__isnull=False)
    log = PublicationEvent.objects.filter(publication=publication, what__in=["published", "objected", "withdrawn"])
    row = published().filter(code=code).first()
    if row is None:
        status = 410 if publication.withdrawn_at else 404
        return render(request, "disclosure/gone.html", {"publication": publication, "log": log}, status=status)
    _dress(row, Divisions.load(), _category_names())
    context = {
        "row": row, "publication": publication, "log": log, "unverified": UNVERIFIED, "no_answer": NO_ANSWER,
        "basis": Basis(row.basis).label,
    }  # fmt: skip
    return render(request, "disclosure/case.html", context)


@require_POST
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Personal data stands on a page: hide it first, look afterwards."""
    limit_request("report", request)
    get_object_or_404(PublishedCase, code=code, hidden=False)
    hide_reported(code=code, now=timezone.now())
    messages.success(request, _("Thank you. The page is hidden until an officer has looked at it."))
    return redirect("disclosure:list")


@require_http_methods(["GET", "HEAD", "POST"])
@looks_up(public=True)
def merchants(request: HttpRequest) -> HttpResponse:
    """Find a shop before paying."""
    q = looked_for(request)
    found = []
    if q:
        limit_request("look_up", request)
        found = suggest(q, now=timezone.now())
    return render(request, "disclosure/merchants.html", {"q": q, "found": found})


@require_safe
def merchant(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A merchant's record of complaints; natural persons have no page."""
    shop = get_object_or_404(Merchant.objects.exclude(kind=Merchant.Kind.NATURAL_PERSON), public_id=public_id)
    rows = list(published().filter(merchant=shop).order_by("-published_at")[:20])
    divisions, names = Divisions.load(), _category_names()
    for row in rows:
        _dress(row, divisions, names)
    place = divisions.full_name(shop.division_code) if shop.division_code in divisions else ""
    context = {"merchant": shop, "record": record_of(shop, timezone.now()), "rows": rows, "place": place}
    return render(request, "disclosure/merchant.html", context)
