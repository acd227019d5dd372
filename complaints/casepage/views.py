"""The case page and the list of one's own cases."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts.access import records_access
from accounts.actors import Actor, ActorKind
from accounts.doors import enter
from accounts.hats import actor_of
from accounts.limits import Limited, limit
from accounts.lists.listing import Order, listing_of
from accounts.login.views import too_often
from complaints.casepage import queries
from complaints.casepage.filters import MineFilter
from complaints.casepage.forms import MessageForm
from complaints.casepage.page import CasePage
from complaints.casepage.receipt import make_receipt
from complaints.casepage.saying import revoke_publication, say, set_contact_scope
from complaints.casepage.shown import cards
from complaints.evidence.actions import Home, receive
from complaints.evidence.kinds import WrongFile
from complaints.lifecycle.facts import Refused
from complaints.models import Case, ContactScope

consumers = enter(ActorKind.CONSUMER)
ORDERS = (
    Order("-filed", _("newest first"), ("-filed_at", "-id")),
    Order("moved", _("by last move"), ("state_since", "id")),
)


def own_case(request: HttpRequest, public_id: uuid.UUID) -> Case:
    """The consumer's own case; anybody else's does not exist."""
    case = queries.case_of(actor_of(request), public_id)
    if case is None:
        raise Http404
    return case


@never_cache
@require_safe
@records_access("case")
@consumers
def mine(request: HttpRequest) -> HttpResponse:
    """Every case of the person, newest first."""
    actor, now = actor_of(request), timezone.now()
    listing = listing_of(request.GET, queries.mine(actor), orders=ORDERS, filters=MineFilter)
    drafts = queries.draft_of(actor)
    return render(
        request, "complaints/mine.html", {"listing": listing, "cards": cards(listing.rows, now), "unfinished": drafts}
    )


@never_cache
@require_safe
@records_access("case", "public_id")
@consumers
def case(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One case: whose turn, the offer, what can be done, and one tab of what happened."""
    return case_page(request, own_case(request, public_id), MessageForm())


def case_page(request: HttpRequest, case: Case, form: MessageForm) -> HttpResponse:
    """The whole page, with a message that was not sent still in its form."""
    tab = "messages" if form.is_bound else request.GET.get("tab", "")
    page = CasePage(case, actor_of(request), timezone.now(), tab)
    return render(request, "complaints/case.html", {"page": page, "form": form})


@never_cache
@require_safe
@consumers
def decide(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """From the radio cards to the page of the act, where everything is said once more."""
    case = own_case(request, public_id)
    chosen = request.GET.get("d", "")
    page = CasePage(case, actor_of(request), timezone.now(), "")
    if chosen in {act.key for act in page.decisions}:
        return HttpResponseRedirect(reverse("complaints:act", args=[public_id, chosen]))
    messages.error(request, _("Choose one of the answers first"))
    return HttpResponseRedirect(reverse("complaints:case", args=[public_id]))


@never_cache
@sensitive_post_parameters()
@require_POST
@consumers
def message(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say something to the other side."""
    case, form = own_case(request, public_id), MessageForm(request.POST)
    if not form.is_valid():
        return case_page(request, case, form)
    try:
        limit("message.person", str(request.user.pk))
    except Limited as refused:
        form.add_error("text", too_often(refused))
        return case_page(request, case, form)
    say(case_id=case.pk, actor=actor_of(request), now=timezone.now(), text=form.cleaned_data["text"])
    return HttpResponseRedirect(reverse("complaints:case", args=[public_id]) + "?tab=messages#tabs")


@never_cache
@require_POST
@consumers
def add_evidence(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Hand in files of a case from a plain form."""
    case = own_case(request, public_id)
    troubles = take_files(request, case, actor_of(request), timezone.now())
    for trouble in troubles:
        messages.error(request, trouble)
    return HttpResponseRedirect(reverse("complaints:case", args=[public_id]) + "?tab=evidence#tabs")


def take_files(request: HttpRequest, case: Case, actor: Actor, now: datetime) -> list[str]:
    """Take in the good files; say of the others why not."""
    troubles = []
    for file in request.FILES.getlist("proofs"):
        try:
            receive(home=Home(case=case), file=file, actor=actor, now=now)  # type: ignore[arg-type]
        except WrongFile as problem:
            troubles.append(_("%(name)s: %(problem)s") % {"name": (file.name or "")[:60], "problem": problem})
    return troubles


@never_cache
@require_POST
@consumers
def receipt(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Have the proof of filing printed."""
    case = own_case(request, public_id)
    try:
        make_receipt(case_id=case.pk, actor=actor_of(request), now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The proof of filing is being printed. It stands here in a moment."))
    return HttpResponseRedirect(reverse("complaints:case", args=[public_id]) + "?tab=papers#tabs")


@never_cache
@require_POST
@consumers
def contact(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change what the merchant sees of oneself."""
    case, scope = own_case(request, public_id), request.POST.get("scope", "")
    if scope in ContactScope.values:
        set_contact_scope(complaint_id=case.complaint_id, scope=scope, actor=actor_of(request))
        messages.success(request, _("Changed. From now on the merchant sees only that."))
    return HttpResponseRedirect(reverse("complaints:case", args=[public_id]))


@never_cache
@require_POST
@consumers
def unpublish(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take back the consent to publication."""
    case = own_case(request, public_id)
    revoke_publication(case_id=case.pk, actor=actor_of(request), now=timezone.now())
    messages.success(request, _("Your consent is taken back. Nothing of this story is public any more."))
    return HttpResponseRedirect(reverse("complaints:case", args=[public_id]))
