"""The clues of a body: noted at a case, passed on and answered here."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.access import records_access
from accounts.actors import Actor, ActorKind
from accounts.doors import enter
from accounts.hats import actor_of
from accounts.lists.listing import Order, listing_of
from accounts.models import Organisation
from complaints.queries import visible_to
from complaints.refusals import told
from mediation.clues import actions
from mediation.models import Clue
from mediation.referrals.forms import DEPARTMENTS

officer = enter(ActorKind.OFFICER)


class ClueForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What was noticed"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class PassOnForm(forms.Form):
    department = forms.ModelChoiceField(
        label=gettext_lazy("Department"),
        queryset=Organisation.objects.filter(kind__in=DEPARTMENTS, is_active=True).order_by("kind", "pk"),
    )


class ClueAnswerForm(forms.Form):
    answer = forms.CharField(label=gettext_lazy("What came of it"), max_length=2000)


def clues_of(actor: Actor) -> QuerySet[Clue]:
    """Those of the officer's own body."""
    rows = Clue.objects.filter(body_id=actor.organisation_id or 0)
    return rows.select_related("case__complaint", "merchant", "department", "noted_by")


@require_safe
@officer
@records_access("clue")
def clues(request: HttpRequest) -> HttpResponse:
    """Newest first."""
    orders = [Order("-noted", _("newest first"), ("-noted_at", "-id"))]
    listing = listing_of(request.GET, clues_of(actor_of(request)), orders=orders)
    context = {"listing": listing, "pass_on": PassOnForm(), "answer": ClueAnswerForm()}
    return render(request, "clues/clues.html", context)


@require_POST
@officer
def note(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Note a clue in a case."""
    actor = actor_of(request)
    case = get_object_or_404(visible_to(actor), public_id=public_id)
    form = ClueForm(request.POST)
    if form.is_valid():
        actions.note_clue(case=case, actor=actor, now=timezone.now(), text=form.cleaned_data["text"])
        messages.success(request, _("Noted among the clues."))
    else:
        messages.error(request, _("An empty clue was not kept."))
    return HttpResponseRedirect(reverse("mediation:case_tab", args=[public_id, "related"]))


@require_POST
@officer
def go_on(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Pass a clue on, or write down its answer."""
    actor, now = actor_of(request), timezone.now()
    clue = get_object_or_404(clues_of(actor), public_id=public_id)
    passing, answering = PassOnForm(request.POST), ClueAnswerForm(request.POST)
    with told(request):
        if "department" in request.POST and passing.is_valid():
            actions.pass_on(clue_id=clue.pk, actor=actor, now=now, department=passing.cleaned_data["department"])
        elif answering.is_valid():
            actions.record_answer(clue_id=clue.pk, actor=actor, now=now, answer=answering.cleaned_data["answer"])
        else:
            messages.error(request, _("Choose a department, or write what came of it."))
    return HttpResponseRedirect(reverse("mediation:clues"))
