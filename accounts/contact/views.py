"""Pages for another phone or e-mail, and the one behind "this was not me"."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actors import Actor
from accounts.contact import actions
from accounts.limits import Limited, limit_request
from accounts.login.actions import CodeRefused
from accounts.login.forms import CodeForm, TargetForm
from accounts.login.recent import asks_again
from accounts.login.views import send, too_often, why_refused
from accounts.models import ContactChange

SESSION_KEY = "contact_code"
SENTENCES = {
    "taken": gettext_lazy("Another account uses this already. Log in with it instead."),
    "same": gettext_lazy("You use this already."),
}


def _actor(request: HttpRequest) -> Actor:
    return Actor.consumer(request.user.pk or 0)


@never_cache
@login_required
@asks_again()
@sensitive_post_parameters("target")
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponseBase:
    """Ask for the new phone or e-mail and send a code there; below, what is under way."""
    form = TargetForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and send(request, form, form.cleaned_data["target"], SESSION_KEY):
        return HttpResponseRedirect(reverse("contact_code"))
    changes = ContactChange.objects.filter(user_id=request.user.pk or 0, done_at=None, cancelled_at=None).defer(
        "target"
    )
    return render(request, "accounts/contact.html", {"form": form, "changes": changes})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact_code(request: HttpRequest) -> HttpResponseBase:
    """The code from the new place."""
    sent = request.session.get(SESSION_KEY)
    if not sent:
        return HttpResponseRedirect(reverse("contact"))
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            limit_request("code_try", request)
            code, code_id = form.cleaned_data["code"], uuid.UUID(sent["id"])
            actions.confirm(code_id=code_id, code=code, actor=_actor(request), now=timezone.now())
        except CodeRefused as refused:
            form.add_error("code", why_refused(refused))
        except actions.ContactRefused as refused:
            form.add_error(None, SENTENCES[refused.code])
        except Limited as refused:
            form.add_error(None, too_often(refused))
        else:
            del request.session[SESSION_KEY]
            messages.success(request, _("It changes in 24 hours. Until then the old one stays, and has been told."))
            return HttpResponseRedirect(reverse("contact"))
    return render(request, "accounts/contact_code.html", {"form": form, "sent": sent})


@login_required
@require_POST
def cancel(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseRedirect:
    """Keep the old one after all."""
    try:
        actions.cancel(public_id=public_id, actor=_actor(request), now=timezone.now())
    except ContactChange.DoesNotExist:
        raise Http404 from None
    return HttpResponseRedirect(reverse("contact"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link of the notice: GET shows, POST stops the change. Needs no log-in: the thief may hold it."""
    state = "stopped"
    try:
        limit_request("look_up", request)
        if request.method == "POST":
            actions.stop(token=token, now=timezone.now())
        else:
            actions.by_token(token)
            state = "open"
    except actions.ContactRefused:
        return render(request, "accounts/contact_stop.html", {"state": "gone"}, status=404)
    except Limited as refused:
        return HttpResponse(too_often(refused), status=429, content_type="text/plain; charset=utf-8")
    return render(request, "accounts/contact_stop.html", {"state": state})
