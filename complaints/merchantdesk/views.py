"""The inbox and the case page, with the answer sent from it."""

from __future__ import annotations

import json
import uuid
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import records_access
from accounts.actors import Actor, ActorKind
from accounts.doors import enter
from accounts.hats import actor_of
from accounts.limits import Limited, limit, limit_request
from accounts.lists.listing import Order, listing_of
from accounts.login.views import too_often
from accounts.look_ups.pages import looked_for, looks_up
from complaints.evidence.actions import Home, receive
from complaints.evidence.kinds import ACCEPT, NAMES, WrongFile
from complaints.lifecycle.commit import Conflict
from complaints.lifecycle.facts import Refused
from complaints.merchantdesk import actions, queries
from complaints.merchantdesk.filters import InboxFilter
from complaints.merchantdesk.forms import AnswerForm, HandOverForm, MessageForm
from complaints.merchantdesk.page import DeskPage
from complaints.merchantdesk.rows import draw
from complaints.merchantdesk.tabs import BY_KEY, TABS
from complaints.models import AnswerDraft, Case, Evidence

merchants = enter(ActorKind.MERCHANT)
ORDERS = (
    Order("until", gettext_lazy("by time left"), ("until", "id")),
    Order("-filed", gettext_lazy("newest first"), ("-filed_at", "-id")),
)
CLOSED_ORDERS = (Order("-closed", gettext_lazy("last closed first"), ("-closed_at", "-id")), ORDERS[1])


def own_case(request: HttpRequest, public_id: uuid.UUID) -> Case:
    """A case of the merchant one acts for; anybody else's does not exist."""
    case = queries.case_of(actor_of(request), public_id)
    if case is None:
        raise Http404
    return case


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@records_access("case")
@merchants
@looks_up(recorded=True)
def inbox(request: HttpRequest) -> HttpResponse:
    """One group of cases, the most urgent first."""
    actor, now = actor_of(request), timezone.now()
    tab = BY_KEY.get(request.GET.get("tab", ""), TABS[0])
    head = queries.head(actor, before=now + timedelta(days=1))
    listing = listing_of(
        request.GET,
        partial(queries.inbox, actor, tab),
        rows=partial(queries.inbox_rows, actor),
        first=partial(queries.first_page, actor, tab),
        orders=CLOSED_ORDERS if tab.key == "closed" else ORDERS,
        filters=partial(InboxFilter, stores=head.stores, members=head.members),
        words=looked_for(request),
    )
    context = {
        "tab": tab, "head": head, "listing": listing, "now": now,
        "rows": draw(listing.rows, tab, viewer=actor, now=now),
        "filtered": any(request.GET.get(name) for name in ("s", "store", "who")),
        "tabs": [(f"{each.label} {counted(head.counts[each.key])}", f"?tab={each.key}", each is tab) for each in TABS],
    }  # fmt: skip
    return render(request, "merchantdesk/inbox.html", context)


def counted(number: int) -> str:
    """187; from 1,000 on, 1,000+."""
    return f"{queries.MOST_COUNTED:,}+" if number >= queries.MOST_COUNTED else str(number)


@never_cache
@require_safe
@records_access("case", "public_id")
@merchants
def case(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One case: whose turn, what is asked, the form to answer it where it is our turn, and everything said so far."""
    about, actor = own_case(request, public_id), actor_of(request)
    draft = queries.draft_of(about, actor)
    initial = json.loads(draft.content) if draft is not None else None
    form = AnswerForm(demands=about.demand_rows, initial=initial)  # type: ignore[attr-defined]
    return show(request, about, form, draft=draft)


def show(
    request: HttpRequest, about: Case, form: AnswerForm, *, draft: AnswerDraft | None = None,
    message: MessageForm | None = None, hand: HandOverForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The whole page, with whatever was typed into one of its forms."""
    page = DeskPage(about, actor_of(request), timezone.now())
    if not form.is_bound and page.can_answer and not page.can_ask:
        form.leave_out_asking()
    handler = page.handler
    hand = hand or HandOverForm(
        members=page.case.member_rows, initial={"member": handler["member_id"]} if handler else None
    )
    context: dict[str, Any] = {
        "page": page, "case": page.case, "form": form, "draft": draft, "hand": hand,
        "message": message or MessageForm(), "accept": ACCEPT, "names": NAMES,
    }  # fmt: skip
    return render(request, "merchantdesk/case.html", context, status=status)


@never_cache
@sensitive_post_parameters()
@require_POST
@records_access("case", "public_id")
@merchants
def answer(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send the answer, ask for more, or keep what was typed."""
    about, actor, now = own_case(request, public_id), actor_of(request), timezone.now()
    form = AnswerForm(request.POST, demands=about.demand_rows)  # type: ignore[attr-defined]
    try:
        if "keep" in request.POST:
            actions.keep_draft(case_id=about.pk, actor=actor, now=now, typed=form.typed())
            messages.success(request, _("Kept for the whole team. Nothing has been sent."))
            return HttpResponseRedirect(reverse("merchantdesk:case", args=[public_id]))
        if form.is_valid():
            messages.success(request, _send(about, form, actor, now))
            return HttpResponseRedirect(reverse("merchantdesk:case", args=[public_id]))
    except Refused as refused:
        form.full_clean()
        form.add_error(_field(form, refused.field), str(refused))
    except Conflict:
        form.add_error(None, _("The case has just been changed by somebody else. Please look again."))
    return show(request, own_case(request, public_id), form)


def _send(about: Case, form: AnswerForm, actor: Actor, now: datetime) -> str:
    """Answer, or ask for more first; returns what was done, in a sentence."""
    data = form.cleaned_data
    if form.asked:
        with transaction.atomic():
            actions.ask_consumer(case_id=about.pk, actor=actor, now=now, question=form.question(), demands=form.asked)
            actions.keep_draft(case_id=about.pk, actor=actor, now=now, typed=form.typed())
        return _("The consumer has been asked. Your time rests meanwhile; the rest of your answer is kept as a draft.")
    actions.send_answer(
        case_id=about.pk, actor=actor, now=now, lines=form.lines(), note=data["note"], to_body=data["to_body"],
        key=data["key"],
    )  # fmt: skip
    return _("Your answer has been sent.")


def _field(form: AnswerForm, name: str) -> str | None:
    """Where a refusal is shown: the table's `line-2` is the second demand's day."""
    return name if name in form.fields else None


@never_cache
@sensitive_post_parameters()
@require_POST
@merchants
def message(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say something without answering."""
    about, form = own_case(request, public_id), MessageForm(request.POST)
    if form.is_valid():
        try:
            limit("message.person", str(request.user.pk))
            actions.say(case_id=about.pk, actor=actor_of(request), now=timezone.now(), **form.cleaned_data)
            return HttpResponseRedirect(reverse("merchantdesk:case", args=[public_id]) + "#messages")
        except Limited as refused:
            form.add_error("text", too_often(refused))
        except Refused as refused:
            form.add_error("text", str(refused))
    return show(request, about, AnswerForm(demands=about.demand_rows), message=form)  # type: ignore[attr-defined]


@never_cache
@require_POST
@merchants
def hand_over(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give the case to a colleague, with a note."""
    about = own_case(request, public_id)
    form = HandOverForm(request.POST, members=about.member_rows)  # type: ignore[attr-defined]
    if form.is_valid():
        try:
            actions.hand_over(
                case_id=about.pk, member_id=int(form.cleaned_data["member"]), note=form.cleaned_data["note"],
                actor=actor_of(request), now=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            form.add_error("member", str(refused))
        else:
            messages.success(request, _("Handed over."))
            return HttpResponseRedirect(reverse("merchantdesk:case", args=[public_id]))
    return show(request, about, AnswerForm(demands=about.demand_rows), hand=form)  # type: ignore[attr-defined]


@never_cache
@require_POST
@merchants
def add_evidence(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Hand in files from a plain form."""
    about, actor = own_case(request, public_id), actor_of(request)
    try:
        actions.check_may_answer(actor)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        _files, troubles = take_files(request, about, actor, timezone.now())
        for trouble in troubles:
            messages.error(request, trouble)
    return HttpResponseRedirect(reverse("merchantdesk:case", args=[public_id]) + "#evidence")


def take_files(request: HttpRequest, about: Case, actor: Actor, now: datetime) -> tuple[list[Evidence], list[str]]:
    """Take in the good files; say of the others why not."""
    taken, troubles = [], []
    for file in request.FILES.getlist("proofs"):
        name = (file.name or "")[:60]
        try:
            limit_request("upload", request)
            taken.append(receive(home=Home(case=about, by="merchant"), file=file, actor=actor, now=now))  # type: ignore[arg-type]
        except WrongFile as problem:
            troubles.append(_("%(name)s: %(problem)s") % {"name": name, "problem": problem})
        except Limited as refused:
            troubles.append(_("%(name)s: %(problem)s") % {"name": name, "problem": too_often(refused)})
    return taken, troubles
