"""A leader's page of the team, and the page behind an invitation's link (GET shows, POST accepts)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actors import Actor, ActorKind
from accounts.doors import enter
from accounts.hats import actor_of
from accounts.limits import Limited
from accounts.models import Invitation, Membership, Organisation, Role
from accounts.permissions import manages_organisation
from accounts.team import actions
from accounts.team.rules import ROLES_OF_KIND


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    role = forms.ChoiceField(label=_("Role"))
    title = forms.CharField(
        label=_("Job title"), max_length=30, required=False, help_text=_("For example 律师, 投诉专员.")
    )

    def __init__(self, organisation: Organisation, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        choices = [(role.value, role.label) for role in ROLES_OF_KIND[organisation.kind]]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]


def manager(request: HttpRequest) -> Actor:
    """The actor, a leader or administrator of its organisation; 403 for other members."""
    actor = actor_of(request, ActorKind.OFFICER)
    if actor.organisation_id is None or not manages_organisation(actor, actor.organisation_id):
        raise PermissionDenied(str(actions.TeamRefused("not_manager")))
    return actor


@never_cache
@enter(ActorKind.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest) -> HttpResponse:
    """Members, open invitations, and a form for one more."""
    actor = manager(request)
    organisation = Organisation.objects.get(pk=actor.organisation_id or 0)
    form, link = InvitationForm(organisation, request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _invitation, path = actions.invite(
                organisation_id=organisation.pk, actor=actor, now=timezone.now(), **form.cleaned_data
            )
        except actions.TeamRefused as refused:
            form.add_error(None, str(refused))
        except Limited:
            form.add_error(None, _("Too many invitations for one day. Please go on tomorrow."))
        else:
            link, form = request.build_absolute_uri(path), InvitationForm(organisation)
    members = Membership.objects.filter(organisation=organisation, ended_at=None).select_related("user").order_by("id")
    invitations = Invitation.objects.filter(organisation=organisation, accepted_at=None, withdrawn_at=None).defer(
        "email", "email_bidx"
    )
    return render(
        request,
        "accounts/team.html",
        {
            "organisation": organisation, "members": members, "invitations": invitations, "form": form, "link": link,
            "now": timezone.now(),
        },
    )  # fmt: skip


@enter(ActorKind.OFFICER)
@require_POST
def withdraw(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseRedirect:
    """Take an invitation back."""
    try:
        actions.withdraw(public_id=public_id, actor=manager(request), now=timezone.now())
    except Invitation.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The invitation is withdrawn."))
    return HttpResponseRedirect(reverse("team"))


@enter(ActorKind.OFFICER)
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """End a membership."""
    try:
        actions.end_membership(membership_id=pk, actor=manager(request), now=timezone.now())
    except Membership.DoesNotExist:
        raise Http404 from None
    except actions.TeamRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The membership has ended."))
    return HttpResponseRedirect(reverse("team"))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """What one is invited to; accepting leads to password and second factor."""
    now = timezone.now()
    try:
        shown = actions.open_invitation(token, now)
        actions.check_address(shown, request.user)  # type: ignore[arg-type]
        if request.method == "POST":
            actions.accept(token=token, actor=Actor.consumer(request.user.pk or 0), now=now)
            messages.success(request, _("Welcome. Set a password and a second factor, then your desk opens."))
            return HttpResponseRedirect(reverse("password"))
    except actions.TeamRefused as refused:
        status = {"unknown": 404, "member_already": 409, "other_address": 403}.get(refused.code, 410)
        return render(request, "accounts/invitation.html", {"why_not": str(refused)}, status=status)
    role = Role(shown.role).label
    return render(request, "accounts/invitation.html", {"invitation": shown, "role": role})
