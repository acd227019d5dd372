"""The page that asks once more for password or code; the second factor follows on allauth's page where it is due."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.limits import Limited, limit, limit_request
from accounts.login.actions import CodeRefused, known_at, use_code
from accounts.login.forms import CodeForm
from accounts.login.recent import FIRST, is_recent, shown
from accounts.login.rules import Target
from accounts.login.views import send, too_often, why_refused
from accounts.login.ways import home_of, safe_next
from accounts.models import PhoneNumber, User
from accounts.security_log import login_failed

SESSION_KEY = "confirm_code"


class AgainForm(forms.Form):
    password = forms.CharField(
        label=_("Password"), strip=False, max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Fill in your password")},
    )  # fmt: skip

    def __init__(self, user: User, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.user = user

    def clean_password(self) -> str:
        """The password in force; every try is counted."""
        password: str = self.cleaned_data["password"]
        try:
            limit("staff_login.account", str(self.user.public_id))
        except Limited as refused:
            raise ValidationError(too_often(refused)) from None
        if not self.user.check_password(password):
            login_failed("password", "wrong", self.user.pk)
            raise ValidationError(_("This is not your password."))
        return password


def targets_of(user: User) -> list[Target]:
    """Where the codes of this person's log-in go, telephone first."""
    number = PhoneNumber.objects.filter(user=user).first()
    found = [Target("phone", number.phone)] if number else []
    return [*found, Target("email", user.email)] if user.email else found


@never_cache
@login_required
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponseBase:
    """Ask, and go on with what was about to be done."""
    user = cast(User, request.user)
    onward = safe_next(request, request.POST.get("next", "") or request.GET.get("next", ""))
    if request.method != "POST" and shown(request, FIRST):
        return HttpResponseRedirect((onward or home_of(request)) if is_recent(request) else _second(user, onward))
    sent, given = request.session.get(SESSION_KEY), request.POST
    password = AgainForm(user, given if "password" in given else None)
    code = CodeForm(given if "code" in given and sent else None)
    targets = targets_of(user)
    if "send" in given:
        if (wish := _wished(targets, given["send"])) and send(request, code, wish, SESSION_KEY):
            sent = request.session[SESSION_KEY]
    elif (password.is_bound and password.is_valid()) or (code.is_bound and code.is_valid() and _opens(request, code)):
        way = "password" if password.is_bound else "code"
        request.session.pop(SESSION_KEY, None)
        record_authentication(request, user, method=way, reauthenticated=True)
        return resume_request(request) or HttpResponseRedirect(home_of(request))
    context: dict[str, Any] = {
        "password": password if user.has_usable_password() else None, "code": code, "sent": sent, "next": onward,
        "targets": targets, "form": password if password.is_bound else code,
    }  # fmt: skip
    return render(request, "accounts/confirm.html", context)


def _second(user: User, onward: str) -> str:
    """allauth's page for the second factor this person keeps."""
    own = reverse("account_reauthenticate")
    ways = [way["url"] for way in get_adapter().get_reauthentication_methods(user) if way["url"] != own]
    return f"{ways[0]}?{urlencode({'next': onward})}"


def _wished(targets: list[Target], kind: str) -> Target | None:
    return next((target for target in targets if target.kind == kind), None)


def _opens(request: HttpRequest, form: CodeForm) -> bool:
    """Whether it is the code that was sent, to a place that is still this person's; else the form says why."""
    user = cast(User, request.user)
    try:
        limit_request("code_try", request)
        code_id = uuid.UUID(request.session[SESSION_KEY]["id"])
        target = use_code(public_id=code_id, code=form.cleaned_data["code"], now=timezone.now())
    except Limited as refused:
        form.add_error(None, too_often(refused))
    except CodeRefused as refused:
        login_failed("code", refused.code, user.pk)
        form.add_error("code", why_refused(refused))
    else:
        if known_at(target) == user:
            return True
        form.add_error(None, why_refused(CodeRefused("expired")))
    return False
