"""Joining: with the code of a letter (GET shows, POST consumes), or with the licence."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.actors import Actor
from accounts.doors import logged_in
from accounts.limits import Limited, limit_request
from accounts.login.views import too_often
from complaints.evidence.kinds import WrongFile
from complaints.joining import codes, requests
from complaints.joining.forms import ClaimForm, CodeForm, LicenceForm
from merchants.joining.refused import JoinRefused
from merchants.joining.views import wear
from merchants.models import JoinRequest


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The two ways in. A code typed here leads to its page."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            limit_request("claim", request)
            codes.behind(form.cleaned_data["code"], timezone.now())
        except Limited as refused:
            form.add_error("code", too_often(refused))
        except JoinRefused as refused:
            form.add_error("code", str(refused))
        else:
            return HttpResponseRedirect(reverse("joining:code", args=[form.cleaned_data["code"].strip()]))
    mine = JoinRequest.objects.none()
    if request.user.is_authenticated:
        mine = JoinRequest.objects.filter(user=request.user.pk).order_by("-asked_at")[:10]
    return render(request, "joining/start.html", {"form": form, "mine": mine})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, code: str) -> HttpResponseBase:
    """What the letter's code opens. Reading uses nothing up; whoever takes it has logged in first."""
    now = timezone.now()
    try:
        limit_request("claim", request)
        row = codes.behind(code, now)
    except Limited as refused:
        return _shut(request, code, too_often(refused), 429)
    except JoinRefused as refused:
        return _shut(request, code, str(refused), 404 if refused.code == "unknown" else 410)
    if request.method == "POST" and not request.user.is_authenticated:
        return HttpResponseRedirect(f"{reverse('login')}?{urlencode({'next': request.path})}")
    form = ClaimForm(request.POST if request.method == "POST" else None, needs_code=bool(row.merchant.uscc))
    if request.method == "POST" and form.is_valid():
        actor, uscc = Actor.consumer(request.user.pk or 0), form.cleaned_data.get("uscc", "")
        try:
            merchant, moved = codes.claim(code=code, uscc=uscc, actor=actor, now=now)
        except JoinRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            wear(request, merchant.pk)
            messages.success(request, _joined(moved))
            return HttpResponseRedirect(reverse("merchantdesk:inbox"))
    context = {"code": code, "claim": row, "form": form, "waiting": codes.unjoined(row.merchant_id).count()}
    return render(request, "joining/code.html", {**context, "why_not": ""})


def _shut(request: HttpRequest, code: str, why_not: str, status: int) -> HttpResponse:
    """Why the code opens nothing."""
    return render(request, "joining/code.html", {"code": code, "why_not": why_not}, status=status)


def _joined(moved: int) -> str:
    if not moved:
        return _("Welcome. You act for this merchant now.")
    return ngettext(
        "Welcome. %(count)d case that waited for you is on your desk now.",
        "Welcome. %(count)d cases that waited for you are on your desk now.",
        moved,
    ) % {"count": moved}


@never_cache
@sensitive_post_parameters()
@logged_in
@require_http_methods(["GET", "HEAD", "POST"])
def licence(request: HttpRequest) -> HttpResponse:
    """Ask to act for a merchant, with its licence; staff look at it."""
    form = LicenceForm(request.POST, request.FILES) if request.method == "POST" else LicenceForm()
    if request.method == "POST" and form.is_valid():
        actor = Actor.consumer(request.user.pk or 0)
        try:
            requests.ask(actor=actor, now=timezone.now(), **form.cleaned_data)
        except JoinRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        except WrongFile as problem:
            form.add_error("file", str(problem))
        except Limited as refused:
            form.add_error(None, too_often(refused))
        else:
            messages.success(request, _("Handed in. We look at the licence within two working days and tell you here."))
            return HttpResponseRedirect(reverse("joining:start"))
    return render(request, "joining/licence.html", {"form": form})
