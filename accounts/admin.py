"""What the Django admin shows of this floor: organisations, areas, memberships, divisions, people; all with history.

Nothing here is deleted: an organisation is switched off, an area, a membership and a division end on a day.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from accounts.actors import Actor
from accounts.divisions import Divisions, UnknownDivision
from accounts.limits import Limited
from accounts.models import Area, Division, Invitation, Membership, Organisation, User
from accounts.team import actions as team
from accounts.team.actions import TeamRefused
from accounts.team.rules import ROLES_OF_KIND


class Kept(SimpleHistoryAdmin):
    """Rows with a history, which nobody deletes."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Placed:
    """Reads the divisions once for a page, not once for each row of it."""

    divisions: Divisions

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        self.divisions = Divisions.load()
        return super().get_queryset(request)  # type: ignore[misc]

    def place(self, code: str) -> str:
        """A code and its full name, or the code alone when the table does not know it."""
        return f"{code} {self.divisions.full_name(code)}" if code in self.divisions else code


def check_in_force(code: str) -> str:
    """A code in force, cleaned of spaces; ValidationError for one that never was or was abolished."""
    code = code.strip()
    divisions = Divisions.load()
    try:
        current = divisions.resolve(code).code
    except UnknownDivision as unknown:
        raise ValidationError(str(unknown)) from unknown
    if current != code:
        raise ValidationError(
            _("%(code)s is abolished; today this is %(now)s."),
            params={"code": code, "now": divisions.full_name(current)},
        )
    return code


class InForceForm(forms.ModelForm):
    """A form whose division must be one in force."""

    def clean_division_code(self) -> str:
        code: str = self.cleaned_data["division_code"]
        return check_in_force(code)


class OrganisationForm(InForceForm):
    """Letters and an office that cannot seal are checked by the model's constraints."""

    class Meta:
        model = Organisation
        fields = (
            "name", "short_name", "kind", "parent", "division_code", "procedure", "competences", "serial_prefix",
            "can_seal", "is_active", "address", "phone", "opening_hours",
        )  # fmt: skip


class AreaForm(InForceForm):
    class Meta:
        model = Area
        fields = ("organisation", "division_code", "include", "purpose", "valid_from", "valid_to")


class AreaInline(Placed, admin.TabularInline):
    model = Area
    form = AreaForm
    fields = ("division_code", "where", "include", "purpose", "valid_from", "valid_to")
    readonly_fields = ("where",)
    extra = 0
    can_delete = False

    @admin.display(description=_("division"))
    def where(self, area: Area) -> str:
        """The division's full name."""
        return self.place(area.division_code)


@admin.register(Organisation)
class OrganisationAdmin(Placed, Kept):
    form = OrganisationForm
    inlines = (AreaInline,)
    list_display = ("name", "kind", "where", "parent", "procedure", "can_seal", "is_active")
    list_filter = ("kind", "procedure", "is_active", "can_seal")
    list_select_related = ("parent",)
    search_fields = ("name", "short_name", "division_code", "serial_prefix")
    autocomplete_fields = ("parent",)
    ordering = ("division_code", "id")

    @admin.display(description=_("division where it sits"), ordering="division_code")
    def where(self, organisation: Organisation) -> str:
        """Code and full name."""
        return self.place(organisation.division_code)


@admin.register(Area)
class AreaAdmin(Placed, Kept):
    form = AreaForm
    list_display = ("organisation", "where", "include", "purpose", "valid_from", "valid_to")
    list_filter = ("purpose", "include", "organisation__kind")
    list_select_related = ("organisation",)
    search_fields = ("division_code", "organisation__name", "organisation__short_name")
    autocomplete_fields = ("organisation",)
    ordering = ("division_code", "id")

    @admin.display(description=_("division"), ordering="division_code")
    def where(self, area: Area) -> str:
        """Code and full name."""
        return self.place(area.division_code)


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


class DivisionForm(forms.ModelForm):
    """One row of the dated table: a parent and a successor must be known codes."""

    class Meta:
        model = Division
        fields = ("code", "name", "level", "parent_code", "successor_code", "valid_from", "valid_to")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        divisions = Divisions.load()
        for name in ("parent_code", "successor_code"):
            if cleaned.get(name) and cleaned[name] not in divisions:
                self.add_error(name, str(UnknownDivision(cleaned[name])))
        if cleaned.get("successor_code") and not cleaned.get("valid_to"):
            self.add_error("valid_to", _("A division that was replaced has a day on which it ended."))
        return cleaned


class InForce(admin.SimpleListFilter):
    title = _("in force")
    parameter_name = "in_force"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("in force")), ("no", _("abolished or renamed"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Division]) -> QuerySet[Division]:
        if self.value() is None:
            return queryset
        return queryset.filter(valid_to__isnull=self.value() == "yes")


@admin.register(Division)
class DivisionAdmin(Placed, Kept):
    form = DivisionForm
    list_display = ("code", "name", "level", "above", "valid_from", "valid_to", "became")
    list_filter = (InForce, "level")
    search_fields = ("^code", "name")
    ordering = ("code", "valid_from", "id")

    @admin.display(description=_("superior"), ordering="parent_code")
    def above(self, division: Division) -> str:
        """Code and full name of the parent."""
        return self.place(division.parent_code) if division.parent_code else ""

    @admin.display(description=_("replaced by"), ordering="successor_code")
    def became(self, division: Division) -> str:
        """Code and full name of what replaced it."""
        return self.place(division.successor_code) if division.successor_code else ""


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
