"""Whoever comes too often and meets a view that does not say so itself gets the page for it, never a fault."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from accounts.limits import Limited


class TooOftenMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for it; every other exception goes its way."""
        if not isinstance(exception, Limited):
            return None
        return too_often_page(request, exception)


def too_often_page(request: HttpRequest, refused: Limited) -> HttpResponse:
    """429 with the seconds to wait."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(refused.retry_after)
    return response
