"""No log-in page of its own (accounts/urls.py stands before it), and a second factor."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.login.second_factor import has_second_factor

HOUSE = frozenset({"accounts", "notices", "documents", "merchants", "complaints", "mediation", "disclosure"})


class AdministrationSite(AdminSite):
    site_header = site_title = _("Hejie administration")
    index_title = _("Settings and people")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Our own tables only. Second factors, addresses and sessions of allauth go by procedures (accounts/care)."""
        models: list[Any] = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        ours = [model for model in models if model._meta.app_label in HOUSE]
        super().register(ours, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """An active administrator whose session passed a second factor."""
        return super().has_permission(request) and has_second_factor(request)
