"""Organisations and their areas in the admin."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.administration.kept import InForceForm, Kept, Placed
from accounts.models import Area, Organisation


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
