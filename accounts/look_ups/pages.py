"""A page with a box to type into: its form goes by POST with a button named `look`, and leads back to the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.hats import actor_of
from accounts.look_ups.ledger import record
from accounts.look_ups.words import MOST, brought_back, put_away, tells_of_somebody

View = Callable[..., HttpResponseBase]
LOOK, WORDS, SEALED = "look", "q", "s"
_NOT_KEPT = frozenset({LOOK, WORDS, SEALED, "csrfmiddlewaretoken", "token", "after", "before"})


def looks_up(*, recorded: bool = False, public: bool = False, acts: bool = False) -> Callable[[View], View]:
    """POST with `look`: the same page again with the words sealed in its address, where `looked_for` finds them.

    `recorded`: who looked for what kind of key leaves a row. `public`: words that tell of nobody stand in the address,
    so that it can be passed on, and no session is needed. `acts`: the view has POSTs of its own; else they are refused.
    Stands innermost, inside the door.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def looking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user_id, now = request.user.pk, timezone.now()
            if request.method == "POST" and LOOK in request.POST:
                words = request.POST.get(WORDS, "").strip()[:MOST]
                if recorded and words:
                    route = request.resolver_match.view_name if request.resolver_match else ""
                    record(words, route=route, actor=actor_of(request), now=now)
                query = _kept(request.POST)
                if words and public and not tells_of_somebody(words):
                    query[WORDS] = words
                elif words:
                    query[SEALED] = put_away(words, path=request.path, user_id=user_id, now=now)
                return _to(request, query)
            if request.method == "POST" and not acts:
                return HttpResponseNotAllowed(["GET", "HEAD"])
            if SEALED in request.GET:
                opened = brought_back(request.GET[SEALED], path=request.path, user_id=user_id, now=now)
                if opened is None and request.method != "POST":
                    messages.info(request, _("What you had looked for is no longer kept. Please type it again."))
                    return _to(request, _kept(request.GET))
                request.__dict__["looked_for"] = opened or ""
            elif public:
                request.__dict__["looked_for"] = request.GET.get(WORDS, "").strip()[:MOST]
            return view(request, *args, **kwargs)

        if public:  # it writes nothing and shows what anybody may see; a cookie for the token would be worse
            looking.csrf_exempt = True  # type: ignore[attr-defined]
        return looking

    return decorate


def looked_for(request: HttpRequest) -> str:
    """What somebody looks for on this page; "" when nothing."""
    words: str = request.__dict__.get("looked_for", "")
    return words


def _kept(given: QueryDict) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in given.items():
        if name not in _NOT_KEPT and value:
            query[name] = str(value)
    return query


def _to(request: HttpRequest, query: QueryDict) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{request.path}?{query.urlencode()}" if query else request.path)
