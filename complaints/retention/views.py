"""/retention/ for officers: whose time ends soon, what is held, and the two buttons for it."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import records_access
from accounts.actors import ActorKind
from accounts.doors import enter
from accounts.hats import actor_of
from complaints.models import Case, HoldReason, RetentionHold
from complaints.queries import visible_to
from complaints.refusals import told
from complaints.retention import actions
from complaints.retention.queries import closed_before, shortest, verdicts

officers = enter(ActorKind.OFFICER)
AHEAD = timedelta(days=90)
MOST = 50


class HoldForm(forms.Form):
    reason = forms.ChoiceField(label=gettext_lazy("Why"), choices=HoldReason.choices)


@never_cache
@require_safe
@records_access("case")
@officers
def retention(request: HttpRequest) -> HttpResponse:
    """What goes within ninety days, the oldest first, and what is held."""
    actor, now = actor_of(request), timezone.now()
    until = now + AHEAD
    ids = list(closed_before(shortest(until), actor=actor).values_list("pk", flat=True)[:500])
    ends = {pk: found for pk, found in verdicts(ids, now).items() if found.ends is not None and found.ends <= until}
    cases = (
        visible_to(actor).filter(complaint_id__in=list(ends)).select_related("complaint").order_by("closed_at", "pk")
    )
    context = {
        "rows": [(case, ends[case.complaint_id]) for case in cases.order_by("closed_at", "pk")[:MOST]],
        "held": RetentionHold.objects.filter(lifted_at=None, case__in=visible_to(actor).values("pk"))
        .select_related("case__complaint", "placed_by")
        .order_by("placed_at"),
        "form": HoldForm(),
    }
    return render(request, "retention/retention.html", context)


@require_POST
@officers
def hold(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Keep a case longer."""
    case: Case = get_object_or_404(visible_to(actor_of(request)), public_id=public_id)
    form = HoldForm(request.POST)
    if form.is_valid():
        with told(request, _("The case is kept.")):
            actions.place_hold(case_id=case.pk, actor=actor_of(request), now=timezone.now(), **form.cleaned_data)
    else:
        messages.error(request, _("Choose a reason"))
    return HttpResponseRedirect(reverse("retention:list"))


@require_POST
@officers
def lift(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The reason is gone."""
    get_object_or_404(RetentionHold, public_id=public_id, case__in=visible_to(actor_of(request)).values("pk"))
    with told(request):
        actions.lift_hold(public_id=public_id, actor=actor_of(request), now=timezone.now())
    return HttpResponseRedirect(reverse("retention:list"))
