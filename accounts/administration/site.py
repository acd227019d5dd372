"""No log-in page of its own (accounts/urls.py stands before it), and a second factor."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.login.second_factor import has_second_factor


class AdministrationSite(AdminSite):
    site_header = site_title = _("Hejie administration")
    index_title = _("Settings and people")

    def has_permission(self, request: HttpRequest) -> bool:
        """An active administrator whose session passed a second factor."""
        return super().has_permission(request) and has_second_factor(request)
