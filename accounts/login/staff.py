"""The door of those who act for an organisation: e-mail, password, second factor."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actors import ActorKind
from accounts.limits import Limited, limit, limit_request
from accounts.login.forms import StaffForm
from accounts.login.second_factor import has_second_factor
from accounts.login.views import too_often
from accounts.login.ways import home_of, safe_next
from accounts.models import User
from accounts.normal import normal_email
from accounts.security_log import login_failed

NEXT_KEY = "second_factor_next"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def staff_log_in(request: HttpRequest) -> HttpResponseBase:
    """Ask for e-mail and password; allauth's flow then asks for the second factor."""
    onward = safe_next(request, request.POST.get("next", "") or request.GET.get("next", ""))
    if request.user.is_authenticated:
        return HttpResponseRedirect(f"{reverse('second_factor')}?{urlencode({'next': onward})}")
    form = StaffForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user = checked(request, form)
        if user is not None:
            after = f"{reverse('second_factor')}?{urlencode({'next': onward})}"
            return perform_password_login(request, {}, Login(user=user, redirect_url=after))
    return render(request, "accounts/staff_login.html", {"form": form, "next": onward})


def checked(request: HttpRequest, form: StaffForm) -> User | None:
    """Whoever this e-mail and password belong to; None with one and the same sentence whatever was wrong."""
    email, password = normal_email(form.cleaned_data["email"]), form.cleaned_data["password"]
    try:
        limit_request("staff_login", request)
        limit("staff_login.account", email)
    except Limited as refused:
        form.add_error(None, too_often(refused))
        return None
    user = User.objects.alias(address=Lower("email")).filter(address=email, is_active=True).first()
    if user is None or not user.has_usable_password():
        make_password(password)  # as long as a check takes, so the clock tells nothing
    elif user.check_password(password):
        return user
    login_failed("password", "wrong" if user is not None else "unknown", user.pk if user is not None else None)
    form.add_error(None, _("E-mail and password do not fit together."))
    return None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def admin_log_in(request: HttpRequest) -> HttpResponseBase:
    """Where the administration sends whoever it does not let in: to log in, or no further."""
    if isinstance(request.user, User) and not request.user.is_staff and has_second_factor(request):
        raise PermissionDenied(_("This page is for: %(kinds)s.") % {"kinds": ActorKind.ADMIN.label})
    onward = safe_next(request, request.GET.get("next", ""))
    return HttpResponseRedirect(f"{reverse('staff_login')}?{urlencode({'next': onward})}")


@never_cache
@login_required(login_url="/staff/login/")
@require_safe
def second_factor(request: HttpRequest) -> HttpResponseBase:
    """Between log-in and desk: on when there is a second factor, else to the page that asks for it or sets it up."""
    onward = safe_next(request, request.GET.get("next", "")) or request.session.get(NEXT_KEY, "")
    if has_second_factor(request):
        return HttpResponseRedirect(onward or home_of(request))
    request.session[NEXT_KEY] = onward
    if is_mfa_enabled(request.user):
        return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.path})}")
    return render(request, "accounts/second_factor.html")
