"""The list of what reached nobody, and a page for one notice with everything that can be done about it."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import records_access, saw
from accounts.actors import ActorKind
from accounts.doors import enter
from accounts.hats import actor_of
from accounts.lists.listing import Order, listing_of
from complaints.lifecycle.facts import Refused
from complaints.models import ReturnReason
from mediation.undelivered import actions, queries
from mediation.undelivered.forms import ChannelForm, ProofForm
from notices.models import Channel, Delivery, DeliveryStatus, Outbox, Way

officers = enter(ActorKind.OFFICER)
ORDERS = (
    Order("-created", gettext_lazy("newest first"), ("-created_at", "-id")),
    Order("created", gettext_lazy("oldest first"), ("created_at", "id")),
)
MOST_LETTERS = 100


class UndeliveredFilter(django_filters.FilterSet):
    """For whom it was, and by which channel it failed."""

    audience = django_filters.ChoiceFilter(
        label=gettext_lazy("For"), choices=lambda: [*queries.audiences().items()], empty_label=gettext_lazy("everybody")
    )
    channel = django_filters.ChoiceFilter(
        label=gettext_lazy("Failed by"), choices=[(c.value, c.label) for c in Channel if c is not Channel.IN_APP],
        method="failed_by", empty_label=gettext_lazy("any channel"),
    )  # fmt: skip

    class Meta:
        model = Outbox
        fields: list[str] = []

    def failed_by(self, queryset: QuerySet[Outbox], name: str, value: str) -> QuerySet[Outbox]:
        """Any rung of the ladder that refused."""
        refused = Delivery.objects.filter(channel=value, status=DeliveryStatus.FAILED)
        return queryset.filter(pk__in=refused.values("outbox_id"))


@never_cache
@require_safe
@officers
@records_access("case")
def undelivered(request: HttpRequest) -> HttpResponse:
    """Newest first; letters that came back beside it."""
    actor, now = actor_of(request), timezone.now()
    listing = listing_of(request.GET, queries.notices_of(actor), orders=ORDERS, filters=UndeliveredFilter)
    context = {
        "listing": listing,
        "rows": queries.shown(listing.rows, now),
        "letters": queries.returned_letters(actor)[:MOST_LETTERS],
        "reasons": dict(ReturnReason.choices),
    }
    return render(request, "undelivered/list.html", context)


@never_cache
@require_safe
@officers
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """One notice: what it said, what was tried, what can be done."""
    return _show(request, _visible(request, notice_id))


@never_cache
@require_POST
@officers
def act(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Again, by another channel, or recorded as arrived: by the name of the button."""
    row, actor, now = _visible(request, notice_id), actor_of(request), timezone.now()
    case_form = ProofForm(request.POST, by_letter=_row(row, now).by_letter) if "prove" in request.POST else None
    channel = ChannelForm(request.POST)
    try:
        if "again" in request.POST:
            actions.try_again(notice_id=notice_id, actor=actor, now=now)
            messages.success(request, _("It is on its way again."))
        elif case_form is not None:
            if not case_form.is_valid():
                return _show(request, row, case_form)
            given = case_form.cleaned_data
            actions.prove(notice_id=notice_id, actor=actor, now=now, **{**given, "way": Way(given["way"])})
            messages.success(request, _("Recorded: it counts as delivered."))
        elif channel.is_valid():
            actions.by_channel(
                notice_id=notice_id, channel=Channel(channel.cleaned_data["channel"]), actor=actor, now=now
            )
            messages.success(request, _("It is on its way by the other channel."))
        else:
            return _show(request, row)
    except Refused as refused:
        if case_form is not None and refused.field in case_form.fields:
            case_form.add_error(refused.field, str(refused))
            return _show(request, row, case_form)
        messages.error(request, str(refused))
    return HttpResponseRedirect(reverse("mediation:undelivered"))


def _visible(request: HttpRequest, notice_id: int) -> Outbox:
    return get_object_or_404(queries.notices_of(actor_of(request)), pk=notice_id)


def _row(notice_: Outbox, now: Any) -> queries.Row:
    return queries.shown([notice_], now)[0]


def _show(request: HttpRequest, notice_: Outbox, form: ProofForm | None = None) -> HttpResponse:
    row = _row(notice_, timezone.now())
    saw(request, "case", [row.case.public_id])
    shop, store = row.case.merchant, row.case.store
    place = (store.address if store and store.address else shop.address if shop else "") if row.by_letter else ""
    context = {
        "row": row,
        "form": form or ProofForm(by_letter=row.by_letter, initial={"address": place}),
        "bound": [form] if form else [], "text": queries.words_of(notice_, Channel.IN_APP),
    }  # fmt: skip
    return render(request, "undelivered/notice.html", context)
