"""Signs nobody sees are taken out of what is typed, once, before any view reads it.

Some turn the direction of what follows, so that "退款 1000 元" is kept as another sum than it shows; some hide inside a
number or a name, so that it is neither found nor masked. Passwords stay as typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict

_EMOJI = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_JOINER = "\u200d"  # makes one picture of several; elsewhere it only hides
UNSEEN = re.compile(
    "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls but tab and line breaks
    "\xad\u061c\u180e\u200b\u200c\u200e\u200f\u2060-\u2064\ufeff"  # of no width, and marks of direction
    "\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]"  # turns of direction, notes, tags
    f"|(?<![{_EMOJI}]){_JOINER}|{_JOINER}(?![{_EMOJI}])"
)
LINES = re.compile("[\u2028\u2029]")
AS_TYPED = frozenset({"password", "old", "new", "csrfmiddlewaretoken"})


def seen(text: str) -> str:
    """The text as it shows. Pure."""
    return UNSEEN.sub("", LINES.sub("\n", text))


class UnseenSignsMiddleware:
    """After the null bytes: the form is read by then, and only a form with such signs is copied."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """The form without them."""
        hiding = [
            name
            for name, texts in request.POST.lists()
            if name not in AS_TYPED and any(seen(text) != text for text in texts)
        ]
        if hiding:
            shown: QueryDict = request.POST.copy()
            for name in hiding:
                shown.setlist(name, [seen(text) for text in request.POST.getlist(name)])
            shown._mutable = False
            request.POST = shown  # type: ignore[assignment]
