"""Categories in the Django admin, with their history."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from complaints.models import Category


@admin.register(Category)
class CategoryAdmin(SimpleHistoryAdmin):
    list_display = ("name", "name_en", "kind", "parent", "position", "is_prepaid", "is_active")
    list_filter = ("kind", "parent", "is_prepaid", "is_active")
    list_select_related = ("parent",)
    search_fields = ("code", "name", "name_en", "examples")
    fieldsets = (
        (None, {"fields": ("code", "kind", "parent", "position", "is_active", "is_prepaid", "industries")}),
        (_("Words"), {"fields": ("name", "name_en", "examples", "examples_en")}),
        (_("What the form asks and advises"), {"fields": ("prompts", "evidence_hints", "remedy", "remedy_en")}),
        (_("When another body is the right one"), {"fields": ("stop_page", "stop_page_en")}),
    )

    def has_delete_permission(self, request: object, obj: Category | None = None) -> bool:
        """A category that was ever chosen stays for the statistics; it can be taken out of choice."""
        return False
