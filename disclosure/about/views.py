"""Pages that say what holds here. They stand on every page's foot."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from disclosure.about.rules import rules_in_force


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Time limits and thresholds in force, with their sources."""
    found = rules_in_force(timezone.now())
    rule_set, rows = found or (None, [])
    return render(request, "about/rules.html", {"rule_set": rule_set, "rows": rows})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What is done for everybody to be able to use the platform."""
    return render(request, "about/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Which personal data is kept, why, how long, and who sees it."""
    return render(request, "about/privacy.html")
