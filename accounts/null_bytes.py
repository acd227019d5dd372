"""No text of ours holds a null byte and PostgreSQL takes none: whoever sends one is told so before any view sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase

NUL = "\x00"


class NullBytesMiddleware:
    """400 for a null byte in the address, its query or a form. The last before the view: the form is read by then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Raises SuspiciousOperation, which Django answers by the page for 400."""
        if NUL in request.path or any(NUL in text for text in _texts(request)):
            raise SuspiciousOperation("a null byte")


def _texts(request: HttpRequest) -> Iterable[str]:
    for values in (request.GET, request.POST):
        for name, texts in values.lists():
            yield name
            yield from texts
