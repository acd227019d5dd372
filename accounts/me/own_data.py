"""One's own data: read it, take it along, have it erased."""

from __future__ import annotations

import json

from allauth.account.internal.flows.logout import logout
from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import records_access
from accounts.actors import Actor
from accounts.login.recent import asks_again
from accounts.models import User
from accounts.personal_data.erasure import ErasureRefused, erase_person, hindrances
from accounts.personal_data.own_file import own_file

SENTENCES = {
    "open_case": _("A complaint of yours is still open. Withdraw it or wait until it is closed."),
    "merchant_member": _("You are in a merchant's team. Leave it first, or hand it over."),
    "member": _("You hold a role in an organisation. Ask its leader to end it first."),
}


class ErasureForm(forms.Form):
    sure = forms.BooleanField(
        label=_("I know that this cannot be undone"), error_messages={"required": _("Please tick this first")}
    )


@never_cache
@login_required
@asks_again()
@require_http_methods(["GET", "HEAD", "POST"])
def own_data(request: HttpRequest) -> HttpResponse:
    """What may be done with one's data; POST erases it and logs out."""
    assert isinstance(request.user, User)
    now, user_id = timezone.now(), request.user.pk
    form = ErasureForm(request.POST if request.method == "POST" else None)
    reasons = hindrances(user_id=user_id, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            erase_person(user_id=user_id, actor=Actor.consumer(user_id), now=now)
        except ErasureRefused as refused:
            reasons = refused.reasons
        else:
            logout(request, show_message=False)
            return render(request, "accounts/erased.html")
    return render(request, "accounts/own_data.html", {"form": form, "reasons": [SENTENCES[code] for code in reasons]})


@never_cache
@login_required
@asks_again()
@require_safe
@records_access("own_file")
def download(request: HttpRequest) -> HttpResponse:
    """Everything kept about oneself, as a JSON file."""
    assert isinstance(request.user, User)
    text = json.dumps(own_file(user_id=request.user.pk, now=timezone.now()), ensure_ascii=False, indent=1)
    return HttpResponse(
        text,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="hejie-my-data.json"'},
    )
