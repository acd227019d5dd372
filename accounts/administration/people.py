"""Memberships, invitations and people in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.administration.kept import Kept
from accounts.limits import Limited
from accounts.models import Invitation, Membership, User
from accounts.team import actions as team
from accounts.team.actions import TeamRefused
from accounts.team.rules import ROLES_OF_KIND


@admin.register(Membership)
class MembershipAdmin(Kept):
    list_display = ("who", "organisation", "role", "title", "accepted_at", "ended_at")
    list_filter = ("role", ("ended_at", admin.EmptyFieldListFilter), "organisation__kind")
    list_select_related = ("user", "organisation")
    search_fields = ("user__display_name", "user__email", "organisation__name", "organisation__short_name")
    autocomplete_fields = ("user", "organisation")
    ordering = ("organisation_id", "id")

    @admin.display(description=_("person"), ordering="user__display_name")
    def who(self, membership: Membership) -> str:
        """The name shown, or the address of somebody without one."""
        return membership.user.display_name or membership.user.email or str(membership.user)


class InvitationForm(forms.ModelForm):
    """Who is invited to what; the link is made by the action."""

    email = forms.EmailField(label=_("e-mail"), max_length=254)

    class Meta:
        model = Invitation
        fields = ("organisation", "role", "title", "email")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        organisation = cleaned.get("organisation")
        if organisation and cleaned.get("role") not in ROLES_OF_KIND[organisation.kind]:
            self.add_error("role", str(TeamRefused("no_such_role")))
        if (
            organisation
            and "email" in cleaned
            and team.is_open(
                organisation_id=organisation.pk,
                role=cleaned.get("role", ""),
                email=cleaned["email"],
                now=timezone.now(),
            )
        ):
            self.add_error("email", str(TeamRefused("open_already")))
        return cleaned


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    """For houses without a leader of their own yet, departments and courts; leaders invite on their team page."""

    form = InvitationForm
    list_display = ("organisation", "role", "email_masked", "created_at", "expires_at", "accepted_at", "withdrawn_at")
    list_filter = ("role", "organisation__kind")
    list_select_related = ("organisation",)
    autocomplete_fields = ("organisation",)
    actions = ("withdraw",)

    def save_model(self, request: HttpRequest, obj: Invitation, form: Any, change: bool) -> None:
        """Through the action that the team page uses; the link is shown once."""
        try:
            invitation, path = team.invite(
                organisation_id=obj.organisation_id,
                role=obj.role,
                title=obj.title,
                email=form.cleaned_data["email"],
                actor=Actor.admin(request.user.pk or 0),
                now=timezone.now(),
            )
        except Limited:
            raise PermissionDenied(_("Too many invitations for one day. Please go on tomorrow.")) from None
        obj.__dict__.update(invitation.__dict__)
        messages.info(request, request.build_absolute_uri(path))

    @admin.action(description=_("Withdraw"))
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        """Take back those that are still open."""
        for invitation in queryset.filter(accepted_at=None, withdrawn_at=None):
            team.withdraw(public_id=invitation.public_id, actor=Actor.admin(request.user.pk or 0), now=timezone.now())

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        return False


class MembershipInline(admin.TabularInline):
    model = Membership
    fields = ("organisation", "role", "title", "accepted_at", "ended_at")
    autocomplete_fields = ("organisation",)
    extra = 0
    can_delete = False


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """People. Phones show masked; passwords and second factors are their own affair."""

    inlines = (MembershipInline,)
    list_display = ("shown", "email", "phone", "is_active", "is_staff", "last_login")
    list_filter = ("is_staff", "is_active", "memberships__role")
    list_select_related = ("phone_number",)
    search_fields = ("display_name", "email")
    fields = ("email", "display_name", "phone", "is_active", "is_staff", "is_superuser", "groups", "last_login")
    readonly_fields = ("phone", "last_login")
    filter_horizontal = ("groups",)
    ordering = ("-id",)

    @admin.display(description=_("person"))
    def shown(self, user: User) -> str:
        """The name shown, or a number for somebody without one."""
        return user.display_name or str(user)

    @admin.display(description=_("phone, masked"))
    def phone(self, user: User) -> str:
        """The masked copy; the number itself stays sealed."""
        return user.phone_number.phone_masked if hasattr(user, "phone_number") else ""

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Somebody made here has no password: they log in by code and set one."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """People are switched off; erasure of what they are is an action of its own."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Only somebody with all rights gives all rights."""
        fixed = super().get_readonly_fields(request, obj)
        return tuple(fixed) if request.user.is_superuser else (*fixed, "is_staff", "is_superuser", "groups")
