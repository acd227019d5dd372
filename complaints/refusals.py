"""What a page says on the next one, after somebody has tried to do something."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest

from complaints.lifecycle.facts import Refused


@contextmanager
def told(request: HttpRequest, done: str = "") -> Iterator[None]:
    """Around an action: `done` where it went well, why not where it was refused. Other errors pass."""
    try:
        yield
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        if done:
            messages.success(request, done)
