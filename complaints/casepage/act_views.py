"""One page an act: what it means, what it needs, one button. A refusal comes back at the right field."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.access import records_access
from accounts.hats import actor_of
from accounts.look_ups.pages import looked_for, looks_up
from complaints.casepage.acts import BY_KEY, Act
from complaints.casepage.forms import CounterForm, InfoForm
from complaints.casepage.page import CasePage
from complaints.casepage.views import consumers, own_case, take_files
from complaints.intake.drafts import token_of
from complaints.intake.find import find
from complaints.intake.others import others
from complaints.lifecycle.commit import Conflict
from complaints.lifecycle.facts import Refused
from complaints.models import Case


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@records_access("case", "public_id")
@consumers
@looks_up(acts=True)
def act(request: HttpRequest, public_id: uuid.UUID, key: str) -> HttpResponse:
    """Ask once, then do it. What is not open at this point says why."""
    if key not in BY_KEY:
        raise Http404
    case, chosen = own_case(request, public_id), BY_KEY[key]
    form = form_of(chosen, case, request)
    page = CasePage(case, actor_of(request), timezone.now(), "")
    shut = page.why_not(chosen)
    if request.method == "POST" and form.is_valid():
        if not (refusal := run(chosen, case, form, request)):
            messages.success(request, str(chosen.done))
            return HttpResponseRedirect(reverse("complaints:case", args=[public_id]))
        name = chosen.fields.get(refusal.field, refusal.field)
        form.add_error(name if name in form.fields else None, _("%(why)s") % {"why": refusal})
        page = CasePage(own_case(request, public_id), actor_of(request), timezone.now(), "")
        shut = page.why_not(chosen)
    context: dict[str, Any] = {"page": page, "act": chosen, "form": form, "shut": shut, "key": uuid.uuid4()}
    if key == "repick":
        q = (looked_for(request) or request.POST.get("q", ""))[:100]
        context |= {"q": q, "choices": find(q, now=timezone.now())}
    if key in ("accept", "counter"):
        context["others"] = others(case.complaint.category_code, case.claimed_fen, now=timezone.now())
    if key == "confirm":
        context["duty"] = next((row for row in page.duties if str(row["id"]) == duty_of(request)), None)
    return render(request, "complaints/act.html", context)


def duty_of(request: HttpRequest) -> str:
    """Which duty is confirmed."""
    return request.POST.get("duty") or request.GET.get("duty") or ""


def form_of(act: Act, case: Case, request: HttpRequest) -> forms.Form:
    """The form of an act, bound when it was sent."""
    data = request.POST if request.method == "POST" else None
    if act.form is CounterForm:
        return CounterForm(data, demands=case.demand_rows, offer=case.offer_rows)  # type: ignore[attr-defined]
    if act.form is InfoForm:
        return InfoForm(data, request.FILES if data is not None else None)
    return act.form(data)


def run(act: Act, case: Case, form: forms.Form, request: HttpRequest) -> Refused | None:
    """Do it; the refusal when it is not possible."""
    data = dict(form.cleaned_data)
    data["key"] = token_of(request.POST.get("key", ""))
    data["duty"] = duty_of(request)
    if isinstance(form, CounterForm):
        data["lines"] = form.lines()
    actor, now = actor_of(request), timezone.now()
    try:
        act.run(case, data, actor, now)
    except Refused as refused:
        return refused
    except Conflict:
        return Refused("conflict", _("The case has just been changed by somebody else. Please look again."))
    for trouble in take_files(request, case, actor, now):
        messages.error(request, trouble)
    return None
