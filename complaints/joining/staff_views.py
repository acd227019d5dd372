"""What officers do for joining: look at licences, keep the letters' ledger."""

from __future__ import annotations

import uuid
from typing import Any

from csp.decorators import csp_replace
from django import forms
from django.contrib import messages
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import records_access
from accounts.actors import ActorKind
from accounts.doors import enter
from accounts.hats import actor_of
from accounts.lists.listing import Order, listing_of
from complaints.joining import letters, requests
from complaints.joining.codes import UNJOINED
from complaints.joining.forms import DeliverForm, PostForm, RefuseForm, ReturnForm
from complaints.lifecycle.facts import Refused
from complaints.merchantdesk.queries import NEVER
from complaints.models import Case, LetterDelivery
from complaints.queries import visible_to
from merchants.joining.refused import JoinRefused
from merchants.models import JoinRequest

officers = enter(ActorKind.OFFICER)
SANDBOX = {"default-src": ["'none'"], "sandbox": [True], "img-src": ["'self'"], "style-src": ["'unsafe-inline'"]}
REQUEST_ORDERS = (Order("asked", gettext_lazy("oldest first"), ("asked_at", "id")),)
LETTER_ORDERS = (Order("until", gettext_lazy("by time left"), ("until", "id")),)


@never_cache
@require_safe
@records_access("join_request")
@officers
def request_list(request: HttpRequest) -> HttpResponse:
    """Requests to be decided, oldest first."""
    rows = (
        requests.visible_to(actor_of(request)).filter(state=JoinRequest.State.OPEN).select_related("merchant", "body")
    )
    return render(request, "joining/requests.html", {"listing": listing_of(request.GET, rows, orders=REQUEST_ORDERS)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@records_access("join_request", "public_id")
@officers
def request_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One request with its licence; accept it, or refuse it with a reason."""
    actor, now = actor_of(request), timezone.now()
    row = get_object_or_404(requests.visible_to(actor).select_related("merchant", "user", "body"), public_id=public_id)
    refusing = request.method == "POST" and "refuse" in request.POST
    form = RefuseForm(request.POST if refusing else None)
    try:
        if refusing and form.is_valid():
            requests.refuse(public_id=public_id, actor=actor, now=now, **form.cleaned_data)
            messages.success(request, _("Refused; the person reads why."))
            return HttpResponseRedirect(reverse("joining:requests"))
        if request.method == "POST" and not refusing:
            requests.accept(public_id=public_id, actor=actor, now=now)
            messages.success(request, _("Accepted. The merchant's waiting cases are on its desk."))
            return HttpResponseRedirect(reverse("joining:requests"))
    except JoinRefused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("joining:request", args=[public_id]))
    return render(request, "joining/request.html", {"row": row, "form": form})


@never_cache
@require_safe
@records_access("join_request", "public_id")
@officers
@csp_replace(SANDBOX)  # type: ignore[arg-type]  # its type knows no URL arguments
def licence_file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The licence as it was handed in."""
    row = get_object_or_404(requests.visible_to(actor_of(request)), public_id=public_id)
    if row.licence_key is None:  # erased
        raise Http404
    try:
        content = b"".join(requests.licence_of(row))
    except FileNotFoundError:
        raise Http404 from None
    response = HttpResponse(content, content_type=row.media_type)
    response["Content-Disposition"] = (
        "inline" if row.media_type.startswith("image/") else 'attachment; filename="licence.pdf"'
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _by_letter(request: HttpRequest) -> QuerySet[Case]:
    """Cases of the officer whose merchant has to be reached by letter, with the last letter."""
    last = LetterDelivery.objects.filter(case_id=OuterRef("pk")).order_by("-posted_on", "-id")
    return (
        visible_to(actor_of(request))
        .filter(state__in=[state.value for state in UNJOINED])
        .select_related("complaint", "merchant", "store")
        .annotate(
            until=Coalesce("next_due", Value(NEVER)),
            posted_on=Subquery(last.values("posted_on")[:1]),
            delivered_on=Subquery(last.values("delivered_on")[:1]),
            returned_on=Subquery(last.values("returned_on")[:1]),
        )
    )


@never_cache
@require_safe
@records_access("case")
@officers
def letter_list(request: HttpRequest) -> HttpResponse:
    """The ledger: whose letter is to be posted, is on its way, or came back."""
    return render(
        request,
        "joining/letters.html",
        {"listing": listing_of(request.GET, _by_letter(request), orders=LETTER_ORDERS), "now": timezone.now()},
    )


@never_cache
@require_safe
@records_access("case", "public_id")
@officers
def letter_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The letters of one case, and what can be recorded next."""
    return show(request, get_object_or_404(visible_to(actor_of(request)), public_id=public_id))


def show(request: HttpRequest, case: Case, **bound: forms.Form) -> HttpResponse:
    """The page with a form that was not accepted, if any."""
    case = visible_to(actor_of(request)).select_related("complaint", "merchant", "store").get(pk=case.pk)
    rows = list(LetterDelivery.objects.filter(case=case))
    open_letter = next((row for row in rows if row.delivered_on is None and row.returned_on is None), None)
    place = case.store.address if case.store and case.store.address else case.merchant.address if case.merchant else ""
    context: dict[str, Any] = {
        "case": case, "letters": rows, "open_letter": open_letter, "by_letter": case.state in UNJOINED,
        "post": bound.get("post") or PostForm(initial={"address": place}),
        "deliver": bound.get("deliver") or DeliverForm(), "back": bound.get("back") or ReturnForm(),
        "errors": list(bound.values()),
    }  # fmt: skip
    return render(request, "joining/letter.html", context)


@never_cache
@require_POST
@officers
def post_letter(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Record that the letter was posted."""
    case = get_object_or_404(visible_to(actor_of(request)), public_id=public_id)
    form = PostForm(request.POST)
    if form.is_valid():
        try:
            letters.post(case_id=case.pk, actor=actor_of(request), now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _("Recorded. The time to answer runs only from proven delivery."))
            return HttpResponseRedirect(reverse("joining:letter", args=[public_id]))
    return show(request, case, post=form)


@never_cache
@require_POST
@officers
def close_letter(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Record what became of a letter: delivered with proof, or returned."""
    actor, now = actor_of(request), timezone.now()
    row = LetterDelivery.objects.filter(public_id=public_id, case__in=visible_to(actor)).select_related("case").first()
    if row is None:
        raise Http404
    returned = "return" in request.POST
    form: forms.Form = ReturnForm(request.POST) if returned else DeliverForm(request.POST)
    if form.is_valid():
        try:
            if returned:
                letters.return_letter(public_id=public_id, actor=actor, now=now, **form.cleaned_data)
                messages.success(request, _("Recorded. Nothing is proven: send another letter, elsewhere perhaps."))
            else:
                letters.deliver(public_id=public_id, actor=actor, now=now, **form.cleaned_data)
                messages.success(request, _("Delivery is proven. The merchant's time to answer runs from now."))
            return HttpResponseRedirect(reverse("joining:letter", args=[row.case.public_id]))
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    return show(request, row.case, **{"back" if returned else "deliver": form})
