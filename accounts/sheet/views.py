"""/ui/: every component in every state, where screenshots and the accessibility checks run."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.sheet.examples import OFFER_LINES, TURN, Gym, example_form, example_listing


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The component sheet."""
    context = {
        "form": example_form(),
        "gym": Gym,
        "case_turn": TURN,
        "listing": example_listing(),
        "offer_lines": OFFER_LINES,
        "tabs": [(_("To answer 5"), "#", True), (_("With the consumer 12"), "#", False), (_("Closed 187"), "#", False)],
        "steps": [(_("What happened"), "done"), (_("Which merchant"), "now"), (_("Demands"), ""), (_("Contact"), "")],
        "parts": [("a", 0, 57.7), ("b", 58, 17.1), ("c", 75.4, 8.6), ("d", 84.3, 15.7)],
    }
    return render(request, "ui/sheet.html", context)


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The layout of a desk: queue, case, actions open and not yet open."""
    context = {
        "gym": Gym,
        "offer_lines": OFFER_LINES,
        "tabs": [(_("Summary"), "#", True), (_("History"), "#", False), (_("Papers"), "#", False)],
        "views": [
            (_("Due today"), "#", 3, False),
            (_("To be accepted"), "#", 12, True),
            (_("In mediation"), "#", 27, False),
            (_("Waiting for the other side"), "#", 31, False),
        ],
    }
    return render(request, "ui/desk.html", context)
