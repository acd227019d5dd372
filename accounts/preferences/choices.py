"""What a reader may set for this browser: theme, letter size, language. Kept in cookies, so it works before log-in."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

THEMES: Final = ("system", "light", "dark")
SIZES: Final = ("standard", "large")
YEAR_SECONDS: Final = 365 * 24 * 3600


def theme_of(request: HttpRequest) -> str:
    """`light`, `dark`, or `system` when nothing valid was chosen."""
    value = request.COOKIES.get(settings.THEME_COOKIE_NAME, "")
    return value if value in THEMES else "system"


def size_of(request: HttpRequest) -> str:
    """`large` in 长者模式, else `standard`."""
    value = request.COOKIES.get(settings.SIZE_COOKIE_NAME, "")
    return value if value in SIZES else "standard"


def remember(response: HttpResponseBase, cookie: str, value: str) -> None:
    """Keep one choice for a year, readable by the server only."""
    response.set_cookie(
        cookie, value, max_age=YEAR_SECONDS, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
    )
