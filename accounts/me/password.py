"""A password of one's own: for staff; everybody else logs in by code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth import password_validation, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.limits import Limited, limit
from accounts.login.recent import asks_again, shown
from accounts.models import User


class PasswordForm(forms.Form):
    old = forms.CharField(
        label=_("Password until now"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        help_text=_("At least twelve signs, or eight Chinese ones; three or four unusual words are good."),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user: User, *, by_code: bool, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.user = user
        if by_code or not user.has_usable_password():
            del self.fields["old"]

    def clean_old(self) -> str:
        """The password in force."""
        old: str = self.cleaned_data["old"]
        try:
            limit("staff_login.account", str(self.user.public_id))
        except Limited:
            raise ValidationError(_("Too many tries. Please try again in a quarter of an hour.")) from None
        if not self.user.check_password(old):
            raise ValidationError(_("This is not your password."))
        return old

    def clean_new(self) -> str:
        """Long, hard to guess, not one that everybody uses or tries."""
        new: str = self.cleaned_data["new"]
        password_validation.validate_password(new, self.user)
        return new


@login_required
@asks_again()
@sensitive_post_parameters("old", "new")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Set it; other sessions end because their hash no longer fits."""
    assert isinstance(request.user, User)
    by_code = shown(request, frozenset({"code"}))  # the way for a forgotten password
    form = PasswordForm(request.user, by_code=by_code, data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        request.user.set_password(form.cleaned_data["new"])
        request.user.save(update_fields=["password"])
        update_session_auth_hash(request, request.user)
        return HttpResponseRedirect(reverse("me"))
    return render(request, "accounts/password.html", {"form": form})
