"""What the admin pages of this floor share: rows nobody deletes, divisions by name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from accounts.divisions import Divisions, UnknownDivision


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
