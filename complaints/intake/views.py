"""Step 1: what happened. Everything works by plain POSTs; htmx only saves while one types."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.limits import Limited, limit_request
from accounts.login.views import too_often
from complaints.clocks.calendar import local_day
from complaints.evidence.actions import take_out
from complaints.evidence.kinds import NAMES
from complaints.intake import steps
from complaints.intake.categories import advice, speaking_words
from complaints.intake.drafts import find_draft, kept, throw_away
from complaints.intake.forms import FactsForm, WhatForm
from complaints.intake.guesses import Guess, read_guesses
from complaints.intake.screen import Screen
from complaints.intake.shown import shown_guesses
from complaints.models import Evidence

GET_AND_POST = ["GET", "HEAD", "POST"]
FACT_KEYS = ("category", "issue", "paid", "paid_on", "order_number")


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The door: to the step where one left off."""
    screen = Screen.of(request, steps.SEND)
    earlier = steps.missing_before(steps.SEND, screen.content)
    return HttpResponseRedirect((earlier or steps.YOU).path)


@never_cache
@sensitive_post_parameters()
@require_http_methods(GET_AND_POST)
def what(request: HttpRequest) -> HttpResponse:
    """What happened, evidence, and what was read from the words."""
    screen = Screen.of(request, steps.WHAT)
    if request.method != "POST":
        return what_page(screen, WhatForm(initial=screen.content.what))
    if answer := screen.elsewhere():
        return answer
    form = save_what(screen, request)
    for trouble in screen.take_files():
        form.add_error("proofs", trouble)
    if not form.is_valid() or "upload" in request.POST:
        return what_page(screen, form)
    unseen = bool(guesses_of(screen)) and "seen" not in request.POST
    if unseen:
        return what_page(screen, form)
    return HttpResponseRedirect(steps.FACTS.path)


def save_what(screen: Screen, request: HttpRequest) -> WhatForm:
    """Keep the words and what was ticked; what is ticked fills the facts and the merchant's search."""
    ticked = dict(value.split("=", 1) for value in request.POST.getlist("guess") if "=" in value)
    before = dict(screen.content.what.get("ticked", {}))
    text = request.POST.get("text", "")
    screen.save(kept({"text": text, "ticked": {key: value[:200] for key, value in ticked.items()}}))
    facts = dict(screen.content.facts)
    for key in FACT_KEYS:
        if key in ticked and ticked[key] != before.get(key):
            facts[key] = f"{int(ticked[key]) / 100:.2f}" if key == "paid" and ticked[key].isdecimal() else ticked[key]
        elif key in before and key not in ticked and "seen" in request.POST:
            facts.pop(key, None)
    if facts != screen.content.facts:
        screen.save(kept(facts), "facts")
    form = WhatForm({"text": text})
    form.is_valid()
    return form


def guesses_of(screen: Screen) -> list[Guess]:
    """Read from the text as it is kept."""
    objects, issues = speaking_words()
    text = str(screen.content.what.get("text", ""))
    return read_guesses(text, today=local_day(screen.now), objects=objects, issues=issues)


def what_page(screen: Screen, form: WhatForm, part: str = "") -> HttpResponse:
    """The whole screen, or the part that changes while one types."""
    guesses = shown_guesses(guesses_of(screen), screen.content.what.get("ticked", {}))
    return screen.page(
        f"complaints/file_what.html{part}", form=form, guesses=guesses, files=screen.files(), names=NAMES
    )


@never_cache
@sensitive_post_parameters()
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Autosave of step 1: answers with what is saved and what can be read from it."""
    try:
        limit_request("typing", request)
    except Limited as refused:
        return HttpResponse(too_often(refused), status=429)
    screen = Screen.of(request, steps.WHAT)
    form = save_what(screen, request)
    return what_page(screen, form, "#read")


@never_cache
@sensitive_post_parameters()
@require_http_methods(GET_AND_POST)
def facts(request: HttpRequest) -> HttpResponse:
    """What it is about: category, sum, day, the questions of that category, and what it advises."""
    screen = Screen.of(request, steps.FACTS)
    if answer := screen.elsewhere():
        return answer
    chosen = dict(screen.content.facts)
    if request.method == "POST":
        chosen = kept(
            {key: value for key, value in request.POST.items() if key not in ("csrfmiddlewaretoken", "token", "go")}
        )
        before = advice(screen.content.facts).prompts
        screen.save(chosen)
        asks_more = "go" not in request.POST or advice(chosen).prompts != before
    hints = advice(chosen)
    form = FactsForm(chosen if request.method == "POST" else None, prompts=hints.prompts, initial=chosen)
    if request.method == "POST" and form.is_valid() and not asks_more:
        return HttpResponseRedirect(steps.WHOM.path)
    return screen.page("complaints/file_facts.html", form=form, advice=hints)


@never_cache
@require_safe
def files(request: HttpRequest) -> HttpResponse:
    """The list of files alone, after a piecewise upload."""
    screen = Screen.of(request, steps.WHAT)
    return screen.page("complaints/file_what.html#files", files=screen.files())


@never_cache
@require_POST
def remove_file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a file out of the draft again."""
    draft = find_draft(request)
    file = Evidence.objects.filter(draft=draft, public_id=public_id).first() if draft else None
    if draft is None or file is None:
        raise Http404
    take_out(evidence=file, actor=Screen.of(request, steps.WHAT).actor)
    return HttpResponseRedirect(steps.WHAT.path + "#files")


@never_cache
@require_http_methods(GET_AND_POST)
def anew(request: HttpRequest) -> HttpResponse:
    """Throw the draft away and begin another; asked once."""
    screen = Screen.of(request, steps.WHAT)
    if request.method == "POST":
        if screen.draft is not None:
            throw_away(draft=screen.draft, actor=screen.actor)
        return HttpResponseRedirect(reverse("complaints:file_what"))
    return render(
        request,
        "complaints/file_anew.html",
        {"draft": screen.draft, "token": screen.token, "title": _("Begin anew"), "now": timezone.now()},
    )
