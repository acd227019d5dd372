"""The desk of a department, and the page behind a signed link for a department without people on this platform."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import records_access
from accounts.actors import Actor, ActorKind
from accounts.doors import enter
from accounts.hats import actor_of
from accounts.lists.listing import Order, listing_of
from complaints.lifecycle.facts import Refused
from complaints.refusals import told
from mediation.models import Referral
from mediation.referrals import actions
from mediation.referrals.forms import AnswerForm, ReturnForm
from mediation.referrals.queries import referrals_of

department = enter(ActorKind.DEPARTMENT)
concerned = enter(ActorKind.DEPARTMENT, ActorKind.OFFICER)


@require_safe
@department
@records_access("referral")
def desk(request: HttpRequest) -> HttpResponse:
    """Everything that was sent here, the newest first."""
    orders = [Order("-sent", _("newest first"), ("-sent_at", "-id"))]
    listing = listing_of(request.GET, referrals_of(actor_of(request)), orders=orders)
    return render(request, "referrals/desk.html", {"listing": listing, "now": timezone.now()})


@require_http_methods(["GET", "HEAD", "POST"])
@concerned
@records_access("referral", "public_id")
def referral(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One referral: acknowledge, return, answer."""
    actor = actor_of(request)
    row = get_object_or_404(referrals_of(actor), public_id=public_id)
    here = reverse("mediation:referral", args=[public_id])
    return _answering(request, row, actor, here, "desk/frame.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows, POST acts. A forged or an outdated link, or one of a department with people here, finds nothing."""
    row = Referral.by_token(token)
    actor = actions.by_link(row) if row is not None else None
    if row is None or actor is None:
        raise Http404
    return _answering(request, row, actor, reverse("mediation:referral_by_link", args=[token]), "base.html")


def _answering(request: HttpRequest, row: Referral, actor: Actor, here: str, base: str) -> HttpResponse:
    """The same page for all: what was asked, and the three answers."""
    chosen = request.POST.get("do", "") if request.method == "POST" else ""
    returning = ReturnForm(request.POST if chosen == "return" else None)
    answering = AnswerForm(request.POST if chosen == "answer" else None)
    try:
        if _act(chosen, row, actor, returning, answering):
            messages.success(request, _("Thank you. The body that asked has been told."))
            return HttpResponseRedirect(here)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(here)
    context = {"referral": row, "case": row.case, "returning": returning, "answering": answering, "here": here,
               "base": base, "open": row.result_at is None and row.returned_at is None,
               "acts": actor.kind is ActorKind.DEPARTMENT or actor.organisation_id == row.from_body_id,
               "link": _link(request, row) if actor.organisation_id == row.from_body_id else ""}  # fmt: skip
    return render(request, "referrals/referral.html", context)


def _act(chosen: str, row: Referral, actor: Actor, returning: ReturnForm, answering: AnswerForm) -> bool:
    """Whether something was done; False when a form has to be mended first."""
    now = timezone.now()
    if chosen == "receipt":
        actions.acknowledge(referral_id=row.pk, actor=actor, now=now)
        return True
    if chosen == "return" and returning.is_valid():
        actions.return_referral(referral_id=row.pk, actor=actor, now=now, **returning.cleaned_data)
        return True
    if chosen == "answer" and answering.is_valid():
        actions.answer(referral_id=row.pk, actor=actor, now=now, **answering.cleaned_data)
        return True
    return False


def _link(request: HttpRequest, row: Referral) -> str:
    """The address a department without an account answers at; shown to the body that asked, to put into its letter."""
    if actions.by_link(row) is None:
        return ""
    return request.build_absolute_uri(reverse("mediation:referral_by_link", args=[row.token]))


@require_POST
@enter(ActorKind.OFFICER)
def new_link(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Make the old link void."""
    actor = actor_of(request)
    row = get_object_or_404(referrals_of(actor), public_id=public_id)
    with told(request, _("The old link no longer works.")):
        actions.renew_link(referral_id=row.pk, actor=actor, now=timezone.now())
    return HttpResponseRedirect(reverse("mediation:referral", args=[public_id]))
