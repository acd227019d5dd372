"""One page an act: what it means, what it needs, one button; and reporting a duty as done."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import records_access
from accounts.hats import actor_of
from complaints.lifecycle.commit import Conflict
from complaints.lifecycle.facts import Refused
from complaints.merchantdesk.actions import check_may_answer
from complaints.merchantdesk.acts import BY_SLUG
from complaints.merchantdesk.page import DeskPage
from complaints.merchantdesk.views import merchants, own_case, take_files
from complaints.performance.actions import claim


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@records_access("case", "public_id")
@merchants
def act(request: HttpRequest, public_id: uuid.UUID, slug: str) -> HttpResponse:
    """Ask once, then do it. What is not open at this point says why."""
    chosen = BY_SLUG.get(slug)
    if chosen is None:
        raise Http404
    about, actor, now = own_case(request, public_id), actor_of(request), timezone.now()
    form = chosen.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            chosen.run(about, form.cleaned_data, actor, now)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        except Conflict:
            form.add_error(None, _("The case has just been changed by somebody else. Please look again."))
        else:
            messages.success(request, str(chosen.done))
            there = reverse("merchantdesk:inbox") if chosen.leaves else reverse("merchantdesk:case", args=[public_id])
            return HttpResponseRedirect(there)
    page = DeskPage(about, actor, now)
    context = {"page": page, "case": about, "act": chosen, "form": form, "shut": page.refusal(chosen.action)}
    return render(request, "merchantdesk/act.html", context)


@never_cache
@require_POST
@merchants
def claim_duty(request: HttpRequest, public_id: uuid.UUID, duty_id: int) -> HttpResponse:
    """The merchant says that a duty is done, with proof where it has one."""
    about, actor, now = own_case(request, public_id), actor_of(request), timezone.now()
    try:
        check_may_answer(actor)
        proofs, troubles = take_files(request, about, actor, now)
        for trouble in troubles:
            messages.error(request, trouble)
        if troubles and not proofs:
            return HttpResponseRedirect(reverse("merchantdesk:case", args=[public_id]))
        proof = proofs[0].pk if proofs else None
        claim(case_id=about.pk, duty_id=duty_id, actor=actor, now=now, proof_id=proof)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Reported as done. The consumer is asked to confirm it."))
    return HttpResponseRedirect(reverse("merchantdesk:case", args=[public_id]))
