"""The workbench: queues, a case beside its queue, and one page for every deed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import records_access
from accounts.actors import Actor, ActorKind
from accounts.doors import enter
from accounts.hats import actor_of
from accounts.lists.listing import Order, listing_of
from accounts.look_ups.pages import looked_for, looks_up
from complaints.lifecycle.facts import Refused
from complaints.models import Case
from complaints.refusals import told
from mediation.desk import tabs
from mediation.desk.actions import say
from mediation.desk.deeds import BY_SLUG, buttons
from mediation.desk.filters import DeskFilter
from mediation.desk.forms import MessageForm, NoteForm
from mediation.desk.queries import (
    case_beside_its_queue,
    case_for_desk,
    counts,
    desk_cases,
    desk_of,
    faces,
    holidays_of,
    queue_of,
)
from mediation.desk.queues import ACCEPT, BY_KEY, MEDIATING, QUEUES, Queue, queue_for
from mediation.sittings.notes import write_note

staff = enter(ActorKind.OFFICER, ActorKind.MEDIATOR)
anybody_concerned = enter(
    ActorKind.OFFICER, ActorKind.MEDIATOR, ActorKind.CONSUMER, ActorKind.MERCHANT, ActorKind.COURT
)
PEOPLE = (ActorKind.CONSUMER, ActorKind.MERCHANT)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
@records_access("case")
@looks_up(recorded=True)
def bench(request: HttpRequest) -> HttpResponse:
    """A queue, the most urgent first."""
    actor, now = actor_of(request), timezone.now()
    queue, below = _queue(request), "below" in request.GET
    orders = [
        Order("until", _("by time left"), ("until", "id")),
        Order("-filed", _("newest first"), ("-filed_at", "-id")),
    ]
    cases = desk_cases(actor, below=below)
    rows = queue_of(cases, queue, now)
    listing = listing_of(request.GET, rows, orders=orders, filters=DeskFilter, words=looked_for(request))
    shown = faces(listing.rows, actor, now)
    faced = [(row, shown[row.pk]) for row in listing.rows]
    context = {**_queues(queue, actor, counts(cases, now), below=below), "listing": listing, "rows": faced}
    return render(request, "desk/bench.html", context)


def _queue(request: HttpRequest) -> Queue:
    """The one asked for, else where the reader's work waits: a mediator accepts nothing."""
    own = MEDIATING if actor_of(request).kind is ActorKind.MEDIATOR else ACCEPT
    return BY_KEY.get(request.GET.get("queue", ""), own)


def _queues(current: Queue, actor: Actor, many: Mapping[str, int], *, below: bool = False) -> dict[str, Any]:
    """The column of queues, with how many cases stand in each."""
    bench, lower = reverse("mediation:bench"), "&below=1" if below else ""
    return {
        "queue": current,
        "views": [
            (queue.label, f"{bench}?queue={queue.key}{lower}", many.get(queue.key, 0), queue is current)
            for queue in QUEUES
        ],
        "below": below,
        "sees_below": actor.kind is ActorKind.OFFICER,
    }


@require_safe
@staff
@records_access("case", "public_id")
def case(request: HttpRequest, public_id: uuid.UUID, tab: str = tabs.OVERVIEW) -> HttpResponse:
    """A case: whose turn, what can be done, and one tab of what is known."""
    if tab not in tabs.LABELS:
        raise Http404
    actor, now = actor_of(request), timezone.now()
    found = get_object_or_404(case_beside_its_queue(actor, now), public_id=public_id)
    queue = BY_KEY.get(request.GET.get("queue", "")) or queue_for(found.state)
    beside = list(queue_of(desk_cases(actor), queue, now)[:12])
    holidays = holidays_of(found, beside)
    desk = desk_of(found, actor, now, holidays)
    open_, dashed = buttons(desk.facts, desk.possible, desk.who)
    shown = faces(beside, actor, now, holidays)
    context = {
        **_queues(queue, actor, found.queue_counts or {}),  # type: ignore[attr-defined]  # annotated
        "items": [(item, shown[item.pk]) for item in beside],
        "desk": desk,
        "case": desk.case,
        "open": open_,
        "dashed": dashed,
        "extras": tabs.extras(desk),
        "tab": tab,
        "tabs": tabs.links(desk, tab),
        **tabs.content(tab, desk, actor, now),
    }
    return render(request, f"desk/tabs/{tab}.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@anybody_concerned
@records_access("case", "public_id")
@looks_up(acts=True)
def do(request: HttpRequest, public_id: uuid.UUID, slug: str) -> HttpResponse:
    """Ask once, then do it: the form of a deed, and its action. Officers and parties use the same page."""
    deed = BY_SLUG.get(slug)
    if deed is None:
        raise Http404
    actor, now = actor_of(request), timezone.now()
    about = get_object_or_404(case_for_desk(actor), public_id=public_id)
    desk = desk_of(about, actor, now)
    answer = next((each for each in desk.possible if each.action == deed.action), None)
    refused = answer.refused if answer is not None else None
    typed = request.POST if request.method == "POST" else None
    form = deed.form(typed, case=about, actor=actor, now=now, search=request.POST.get("q", "") or looked_for(request))
    if request.method == "POST" and form.is_valid():
        try:
            deed.do(case_id=about.pk, actor=actor, now=now, **form.given())
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, str(deed.done))
            return HttpResponseRedirect(back_to(about, actor))
    context = {"deed": deed, "form": form, "case": about, "desk": desk, "refused": refused, "now": now,
               "base": "base.html" if actor.kind in PEOPLE else "desk/frame.html",
               "back": back_to(about, actor)}  # fmt: skip
    return render(request, deed.template, context)


def back_to(case: Case, actor: Actor) -> str:
    """Where an actor reads this case: the desk, or the front page of those who have a page of their own elsewhere."""
    if actor.kind in (ActorKind.OFFICER, ActorKind.MEDIATOR):
        return reverse("mediation:case", args=[case.public_id])
    if actor.kind is ActorKind.COURT:
        return reverse("mediation:confirmations")
    return reverse("mediation:way", args=[case.public_id])


@require_POST
@staff
def note(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write into a compartment."""
    actor = actor_of(request)
    about = get_object_or_404(case_for_desk(actor), public_id=public_id)
    form = NoteForm(request.POST)
    if form.is_valid():
        with told(request):
            write_note(case_id=about.pk, actor=actor, now=timezone.now(), **form.cleaned_data)
    else:
        messages.error(request, _("An empty note was not kept."))
    return HttpResponseRedirect(reverse("mediation:case_tab", args=[public_id, "notes"]))


@require_POST
@staff
def message(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say something to both sides."""
    actor = actor_of(request)
    about = get_object_or_404(case_for_desk(actor), public_id=public_id)
    form = MessageForm(request.POST)
    if form.is_valid():
        with told(request):
            say(case_id=about.pk, actor=actor, now=timezone.now(), text=form.cleaned_data["text"])
    else:
        messages.error(request, _("An empty message was not sent."))
    return HttpResponseRedirect(reverse("mediation:case_tab", args=[public_id, "messages"]))
