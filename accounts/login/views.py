"""The door for everybody: phone or e-mail, then a code. The answer is the same whether or not anybody is known."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.limits import CounterAway, Limited, limit_request
from accounts.login.actions import CodeRefused, person_at, send_code, use_code
from accounts.login.channels import CannotSend
from accounts.login.forms import CodeForm, TargetForm
from accounts.login.rules import Target
from accounts.login.ways import home_of, safe_next
from accounts.models import LoginCode
from accounts.security_log import login_failed

SESSION_KEY = "login_code"


@never_cache
@sensitive_post_parameters("target")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponseBase:
    """Ask for a phone or an e-mail address and send a code there."""
    onward = safe_next(request, request.POST.get("next", "") or request.GET.get("next", ""))
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward or home_of(request))
    form = TargetForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and send(request, form, form.cleaned_data["target"]):
        request.session[SESSION_KEY]["next"] = onward
        return HttpResponseRedirect(reverse("login_code"))
    return render(request, "accounts/login.html", {"form": form, "next": onward, "demo": settings.MODE_IS_DEMO})


def send(request: HttpRequest, form: TargetForm | CodeForm, target: Target, key: str = SESSION_KEY) -> bool:
    """Send a code and remember in the session, under `key`, which; False with the reason in the form."""
    try:
        limit_request("code", request, closed=True)
        row = send_code(target=target, now=timezone.now())
    except CounterAway:
        form.add_error(None, _("Codes cannot be sent just now. Please try again in a minute."))
    except Limited as refused:
        form.add_error(None, too_often(refused))
    except CannotSend:
        form.add_error(None, _("The code could not be sent. Please try again, or use your other address."))
    else:
        request.session[key] = {"id": str(row.public_id), "to": row.target_masked, "kind": row.kind, "next": ""}
        return True
    return False


def too_often(refused: Limited) -> str:
    """When the next try is possible, in words."""
    minutes = -(-refused.retry_after // 60)
    return ngettext(
        "Too often. Please try again in %(minutes)d minute.",
        "Too often. Please try again in %(minutes)d minutes.",
        minutes,
    ) % {"minutes": minutes}


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code and let its owner in."""
    sent = request.session.get(SESSION_KEY)
    if request.user.is_authenticated:
        return HttpResponseRedirect((sent or {}).get("next") or home_of(request))
    if not sent:
        return HttpResponseRedirect(reverse("login"))
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        response = let_in(request, form, sent)
        if response is not None:
            return response
    return render(request, "accounts/code.html", {"form": form, "sent": sent, "demo": settings.MODE_IS_DEMO})


def let_in(request: HttpRequest, form: CodeForm, sent: dict[str, str]) -> HttpResponseBase | None:
    """The log-in of whoever has the code, with a second factor when they keep one; None with the reason in the form."""
    now = timezone.now()
    try:
        limit_request("code_try", request)
        target = use_code(public_id=uuid.UUID(sent["id"]), code=form.cleaned_data["code"], now=now)
        user, is_new = person_at(target=target, now=now)
    except Limited as refused:
        form.add_error(None, too_often(refused))
        return None
    except CodeRefused as refused:
        login_failed("code", refused.code)
        form.add_error("code", why_refused(refused))
        return None
    del request.session[SESSION_KEY]
    record_authentication(request, user, method="code")
    onward = sent["next"] or (reverse("me") if is_new else "")
    response: HttpResponse = perform_login(request, Login(user=user, signup=is_new, redirect_url=onward or None))
    return response


def why_refused(refused: CodeRefused) -> str:
    """A refusal of a code, in words that say what to do."""
    if refused.code == "wrong":
        return ngettext(
            "This is not the code. %(left)d try is left.",
            "This is not the code. %(left)d tries are left.",
            refused.left,
        ) % {"left": refused.left}
    if refused.code == "closed":
        return _("This account is closed. Please write to us.")
    if refused.code == "used":
        return _("This code has been used. Have a new one sent.")
    if refused.code == "expired":
        return _("This code has expired. Have a new one sent.")
    return _("Too many wrong tries. Have a new one sent.")


@never_cache
@require_POST
def code_again(request: HttpRequest) -> HttpResponse:
    """A new code to the same address."""
    sent = request.session.get(SESSION_KEY)
    row = LoginCode.objects.filter(public_id=sent["id"]).first() if sent else None
    if sent is None or row is None:
        return HttpResponseRedirect(reverse("login"))
    form = CodeForm({"code": ""})
    form.full_clean()
    form.errors.clear()
    if send(request, form, Target(row.kind, row.target)):
        request.session[SESSION_KEY]["next"] = sent["next"]
        return HttpResponseRedirect(f"{reverse('login_code')}?{urlencode({'again': 1})}")
    return render(request, "accounts/code.html", {"form": form, "sent": sent, "demo": settings.MODE_IS_DEMO})


@require_POST
def log_out(request: HttpRequest) -> HttpResponseRedirect:
    """End this session."""
    logout(request, show_message=False)
    response = HttpResponseRedirect(settings.LOGOUT_REDIRECT_URL)
    response["Clear-Site-Data"] = '"cache", "storage"'  # what the browser kept of pages and of typed words
    return response
