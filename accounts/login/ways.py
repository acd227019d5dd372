"""Where somebody goes after the door."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.hats import actor_of


def safe_next(request: HttpRequest, wish: str) -> str:
    """The page somebody wanted, when it is one of ours; else ""."""
    if wish and url_has_allowed_host_and_scheme(wish, {request.get_host()}, require_https=request.is_secure()):
        return wish
    return ""


def home_of(request: HttpRequest) -> str:
    """The first page of whoever is logged in, by capacity (`settings.HOMES`)."""
    request.__dict__.pop("hats", None)  # asked while nobody was logged in yet
    homes: dict[str, str] = settings.HOMES
    return homes.get(actor_of(request).kind.value, settings.LOGIN_REDIRECT_URL)
