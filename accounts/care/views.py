"""/people/ for administrators, and the two pages behind links that the person gets."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import records_access
from accounts.actors import Actor, ActorKind
from accounts.care import actions, queries
from accounts.doors import enter
from accounts.hats import actor_of
from accounts.limits import Limited, limit, limit_request
from accounts.login.views import too_often
from accounts.look_ups.pages import looked_for, looks_up
from accounts.models import FactorReset, User

administrators = enter(ActorKind.ADMIN)


class EndForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"), choices=[(each.value, each.label) for each in actions.ENDING_REASONS]
    )


class ResetForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("How did you see that it is them?"),
        choices=[(each.value, each.label) for each in actions.IDENTITY_SEEN],
    )


class RenewForm(forms.Form):
    password = forms.CharField(
        label=gettext_lazy("Password"), strip=False, max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip

    def __init__(self, user: User, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        if not user.has_usable_password():
            del self.fields["password"]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@records_access("person")
@administrators
@looks_up(recorded=True)
def people(request: HttpRequest) -> HttpResponse:
    """Look somebody up; below, what waits for a second administrator."""
    words = looked_for(request)
    found = queries.people_found(words) if words else []
    waiting: QuerySet[FactorReset] = queries.waiting()
    return render(request, "accounts/care/people.html", {"q": words, "found": found, "waiting": waiting})


@never_cache
@require_safe
@records_access("person", "public_id")
@administrators
def person(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One account: sessions, second factors, what was done to it."""
    return _page(request, get_object_or_404(User, public_id=public_id))


def _page(request: HttpRequest, user: User, *, status: int = 200, refused: str = "") -> HttpResponse:
    context = {
        "person": user, "end": EndForm(), "open": ResetForm(), "refused": refused, **queries.account_of(user),
        "actor": actor_of(request),
    }  # fmt: skip
    return render(request, "accounts/care/person.html", context, status=status)


@require_POST
@administrators
def end_sessions(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Log somebody out everywhere."""
    user = get_object_or_404(User, public_id=public_id)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _page(request, user, status=400, refused=_("Choose a reason"))
    ended = actions.end_sessions(user_id=user.pk, actor=actor_of(request), now=timezone.now(), **form.cleaned_data)
    messages.success(request, ngettext("%(n)d session ended.", "%(n)d sessions ended.", ended) % {"n": ended})
    return HttpResponseRedirect(reverse("person", args=[public_id]))


@require_POST
@administrators
def open_reset(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The first of two."""
    user = get_object_or_404(User, public_id=public_id)
    form = ResetForm(request.POST)
    if not form.is_valid():
        return _page(request, user, status=400, refused=_("Say how you saw that it is them"))
    try:
        actions.open_reset(user_id=user.pk, actor=actor_of(request), now=timezone.now(), **form.cleaned_data)
    except actions.CareRefused as refused:
        return _page(request, user, status=400, refused=str(refused))
    return HttpResponseRedirect(reverse("person", args=[public_id]))


@require_POST
@administrators
def confirm_reset(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The second of two."""
    return _step(request, public_id, actions.confirm_reset)


@require_POST
@administrators
def stop_reset(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take it back."""
    return _step(request, public_id, actions.stop_reset)


def _step(request: HttpRequest, public_id: uuid.UUID, step: object) -> HttpResponse:
    reset = get_object_or_404(FactorReset.objects.select_related("user"), public_id=public_id)
    try:
        step(public_id=public_id, actor=actor_of(request), now=timezone.now())  # type: ignore[operator]
    except actions.CareRefused as refused:
        return _page(request, reset.user, status=400, refused=str(refused))
    return HttpResponseRedirect(reverse("person", args=[reset.user.public_id]))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """ "This was not me": GET shows, POST stops it. Needs no log-in."""
    state = "open"
    try:
        limit_request("look_up", request)
        reset = actions.behind(token, actions.STOP)
        if request.method == "POST":
            actions.stop_reset(public_id=reset.public_id, actor=Actor.public(), now=timezone.now())
            state = "stopped"
    except actions.CareRefused:
        return render(request, "accounts/care/stop.html", {"state": "gone"}, status=404)
    return render(request, "accounts/care/stop.html", {"state": state})


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def renew_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link of a confirmed reset: GET shows, POST removes the old factors."""
    try:
        limit_request("look_up", request)
        reset = actions.behind(token, actions.RENEW)
    except actions.CareRefused:
        raise Http404 from None
    form = RenewForm(reset.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            limit("staff_login.account", f"reset:{reset.public_id}")
            actions.use_link(token=token, password=form.cleaned_data.get("password", ""), now=timezone.now())
        except Limited as refused:
            form.add_error(None, too_often(refused))
        except actions.CareRefused as refused:
            form.add_error("password" if refused.code == "password" else None, str(refused))
        else:
            messages.success(request, _("Your old second factors are gone. Log in now and set up a new one."))
            return HttpResponseRedirect(reverse("staff_login"))
    return render(request, "accounts/care/renew.html", {"form": form})
