"""The front page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from disclosure.front.ladder import ladder
from disclosure.front.numbers import numbers_at
from disclosure.public.queries import newest


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What the platform is, how cases ended, and a door for each audience."""
    now = timezone.now()
    context = {"numbers": numbers_at(now), "ladder": ladder(now), "newest": newest()}
    return render(request, "front/front.html", context)
