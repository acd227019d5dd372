"""The team of a merchant, and the page behind an invitation's link (GET shows, POST accepts)."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django import forms
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

from accounts.actors import Actor, ActorKind
from accounts.doors import enter
from accounts.forms.fields import PhoneField
from accounts.forms.widgets import ChoiceCards
from accounts.hats import SESSION_KEY, actor_of
from accounts.limits import Limited
from accounts.permissions import manages_merchant
from merchants.joining import actions
from merchants.joining.refused import JoinRefused
from merchants.models import Merchant, MerchantMembership, TeamInvitation

Role = MerchantMembership.Role
HINTS = {
    Role.OWNER: gettext_lazy("Everything, like an administrator; stands for the company."),
    Role.ADMIN: gettext_lazy("Answers, and invites and ends colleagues."),
    Role.AGENT: gettext_lazy("Answers cases and gets their notices."),
    Role.VIEWER: gettext_lazy("Reads cases, answers none."),
}
merchants = enter(ActorKind.MERCHANT)


class InviteForm(forms.Form):
    phone = PhoneField(
        label=gettext_lazy("Phone of the colleague"),
        help_text=gettext_lazy("The number they log in with. Only they can accept."),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=Role.choices,
        widget=ChoiceCards(hints={role.value: hint for role, hint in HINTS.items()}),
        error_messages={"required": gettext_lazy("Choose a role")},
    )  # fmt: skip


@never_cache
@sensitive_post_parameters("phone")
@require_http_methods(["GET", "HEAD", "POST"])
@merchants
def team(request: HttpRequest) -> HttpResponse:
    """Members, open invitations, and for administrators a form for one more."""
    actor, now, link = actor_of(request), timezone.now(), ""
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _row, path = actions.invite(actor=actor, now=now, **form.cleaned_data)
        except JoinRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        except Limited:
            form.add_error(None, _("Too many invitations for one day. Please go on tomorrow."))
        else:
            link, form = request.build_absolute_uri(path), InviteForm()
    merchant = Merchant.objects.get(pk=actor.merchant_id or 0)
    context = {
        "merchant": merchant, "form": form, "link": link, "now": now, "roles": Role.choices,
        "members": actions.team_of(merchant.pk).select_related("user", "user__phone_number", "store"),
        "invitations": actions.open_invitations(merchant.pk), "manages": manages_merchant(actor, merchant.pk),
    }  # fmt: skip
    return render(request, "merchants/joining/team.html", context)


def _do(request: HttpRequest, deed: Callable[[], object], done: str) -> HttpResponseRedirect:
    """Run a deed of the team page; a refusal is a message there, a stranger's row a 404."""
    try:
        deed()
    except (MerchantMembership.DoesNotExist, TeamInvitation.DoesNotExist):
        raise Http404 from None
    except JoinRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(reverse("merchantteam:team"))


@require_POST
@merchants
def withdraw(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseRedirect:
    """Take an invitation back."""
    actor, now = actor_of(request), timezone.now()
    return _do(
        request,
        lambda: actions.withdraw_invitation(public_id=public_id, actor=actor, now=now),
        _("The invitation is withdrawn."),
    )


@require_POST
@merchants
def end(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """End a place in the team, one's own too."""
    actor, now = actor_of(request), timezone.now()
    return _do(request, lambda: actions.end(member_id=pk, actor=actor, now=now), _("The membership has ended."))


@require_POST
@merchants
def role(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Give somebody another role."""
    wanted, actor, now = request.POST.get("role", ""), actor_of(request), timezone.now()
    if wanted not in Role.values:
        messages.error(request, _("Choose a role"))
        return HttpResponseRedirect(reverse("merchantteam:team"))
    return _do(
        request, lambda: actions.set_role(member_id=pk, role=wanted, actor=actor, now=now), _("The role is changed.")
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """What one is invited to; accepting leads to the desk."""
    now, person = timezone.now(), request.user.pk or 0
    try:
        shown = actions.invitation_behind(token, person, now)
        if request.method == "POST":
            member = actions.accept_invitation(token=token, actor=Actor.consumer(person), now=now)
            wear(request, member.merchant_id)
            messages.success(request, _("Welcome. You act for this merchant now."))
            return HttpResponseRedirect(reverse("merchantdesk:inbox"))
    except JoinRefused as refused:
        status = {"no_invitation": 404, "member_already": 409, "other_phone": 403}.get(refused.code, 410)
        return render(request, "merchants/joining/invitation.html", {"why_not": str(refused)}, status=status)
    return render(request, "merchants/joining/invitation.html", {"invitation": shown})


def wear(request: HttpRequest, merchant_id: int) -> None:
    """Act for this merchant from now on (accounts/hats.py)."""
    request.session[SESSION_KEY] = f"{ActorKind.MERCHANT.value}:{merchant_id}"
