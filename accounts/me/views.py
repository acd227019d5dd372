"""One's own corner: name shown, in which capacity one acts, where one is logged in."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.hats import SESSION_KEY, actor_of, wearable
from accounts.login.recent import asks_again
from accounts.login.views import log_out
from accounts.login.ways import home_of, safe_next
from accounts.me.devices import device_of
from accounts.models import PhoneNumber, User
from accounts.network import network_of


class NameForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ["display_name"]
        labels = {"display_name": _("What we call you")}
        help_texts = {"display_name": _("Shown on your own pages and to those who handle your case. May be empty.")}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """The account: how to be called, how one logs in, which capacities."""
    assert isinstance(request.user, User)
    form = NameForm(request.POST if request.method == "POST" else None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        return HttpResponseRedirect(reverse("me"))
    number = PhoneNumber.objects.filter(user=request.user).only("phone_masked").first()
    return render(
        request,
        "accounts/me.html",
        {
            "form": form,
            "number": number,
            "hats": wearable(request),
            "actor": actor_of(request),
            "has_factor": is_mfa_enabled(request.user),
        },
    )


@login_required
@require_POST
def wear(request: HttpRequest) -> HttpResponseRedirect:
    """Act in another of one's capacities."""
    key = request.POST.get("hat", "")
    if key not in {hat.key for hat in wearable(request)}:
        raise Http404
    request.session[SESSION_KEY] = key
    return HttpResponseRedirect(safe_next(request, request.POST.get("next", "")) or home_of(request))


@login_required
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is logged in, newest first; this session is marked."""
    rows = [
        {
            "id": row.pk,
            "device": device_of(row.user_agent),
            "network": network_of(str(ipaddress.ip_address(row.ip))),
            "since": row.created_at,
            "here": row.session_key == request.session.session_key,
        }
        for row in UserSession.objects.filter(user=request.user).order_by("-created_at")[:50]
    ]
    return render(request, "accounts/sessions.html", {"rows": rows})


@login_required
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Log out over there, after showing who one is; ending this very session logs out here."""
    row = get_object_or_404(UserSession, pk=pk, user=request.user)
    if row.session_key == request.session.session_key:
        return log_out(request)
    return _end(request, [row])


@asks_again(one_is_enough=True)
def _end(request: HttpRequest, rows: Iterable[UserSession]) -> HttpResponseBase:
    for row in rows:
        row.end()
    return HttpResponseRedirect(reverse("sessions"))


@login_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponseBase:
    """Log out everywhere but here."""
    mine = UserSession.objects.filter(user=request.user)
    return _end(request, mine.exclude(session_key=request.session.session_key))
