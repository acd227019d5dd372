"""The dated table of divisions in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.administration.kept import Kept, Placed
from accounts.divisions import Divisions, UnknownDivision
from accounts.models import Division


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
