"""Panel and practices of courts in the Django admin; cases, events and what hangs on them are not there."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from mediation.models import Absence, CourtPractice, DeclaredConflict, PanelMember, PaperRequest


class AbsenceInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Absence
    extra = 0


class DeclaredConflictInline(admin.TabularInline):  # type: ignore[type-arg]
    model = DeclaredConflict
    extra = 0
    raw_id_fields = ("merchant",)


@admin.register(PanelMember)
class PanelMemberAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Who can mediate for which bodies. Nobody is deleted: a member is switched off."""

    list_display = ("user_name", "kind", "most_open", "is_active")
    list_filter = ("kind", "is_active")
    search_fields = ("user__display_name", "employer")
    raw_id_fields = ("user",)
    filter_horizontal = ("organisations",)
    inlines = (AbsenceInline, DeclaredConflictInline)

    @admin.display(description=_("person"))
    def user_name(self, member: PanelMember) -> str:
        return member.user.display_name or str(member)

    def has_delete_permission(self, request: HttpRequest, obj: PanelMember | None = None) -> bool:
        return False


@admin.register(CourtPractice)
class CourtPracticeAdmin(SimpleHistoryAdmin):
    """The table body kind × court (docs: judicial confirmation). A practice ends on a day, it is not deleted."""

    list_display = ("court", "body_kind", "body", "eligible", "ground", "valid_from", "valid_to")
    list_filter = ("eligible", "ground", "body_kind")
    raw_id_fields = ("court", "body")

    def has_delete_permission(self, request: HttpRequest, obj: CourtPractice | None = None) -> bool:
        return False


@admin.register(PaperRequest)
class PaperRequestAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Papers that could not be made yet, with the reason: read only."""

    list_display = ("case", "kind", "asked_at", "issued_at", "attempts", "error")
    list_filter = ("kind", ("issued_at", admin.EmptyFieldListFilter))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: PaperRequest | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: PaperRequest | None = None) -> bool:
        return False
