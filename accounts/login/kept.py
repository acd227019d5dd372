"""What was typed into a form whose session had ended waits, sealed in the next session, and comes back once.

Nothing of it lies in the browser. After logging in the page is opened with `#kept` and asks for it (static/js/keep.js).
"""

from __future__ import annotations

import time
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.limits import Limited, limit_request
from accounts.models import User

SESSION_KEY = "kept"
MARK = "#kept"  # at the end of the address to come back to
LASTS = 3600  # seconds to log in again
LONGEST = 60_000  # characters of a form, of which a story has 20,000 at the most
_NEVER = frozenset({"csrfmiddlewaretoken", "password", "old", "new", "code"})


def keep(request: HttpRequest, page: str) -> bool:
    """Keep what was just sent from `page`, for whoever it was; False when there is nothing, too much or too often."""
    values = [
        (name, text) for name, texts in request.POST.lists() if name not in _NEVER for text in texts if text.strip()
    ]
    if not values or sum(len(name) + len(text) for name, text in values) > LONGEST:
        return False
    try:
        limit_request("typing", request)
    except Limited:
        return False
    request.session[SESSION_KEY] = {
        "page": page,
        "action": request.path,
        "values": values,
        "person": request.__dict__.get("was"),  # accounts/login/session_life.py; unknown when the cookie had gone
        "at": int(time.time()),
    }
    return True


@never_cache
@sensitive_post_parameters()
@login_required
@require_POST
def kept(request: HttpRequest) -> HttpResponse:
    """The values for the page that asks, and for the person who typed them; after this nobody has them."""
    found = request.session.pop(SESSION_KEY, None)
    if (
        found is None
        or found["page"] != request.POST.get("page", "")
        or found["person"] not in (None, cast(User, request.user).pk)
        or time.time() - found["at"] > LASTS
    ):
        return HttpResponse(status=204)
    return JsonResponse({"action": found["action"], "values": found["values"]})
