"""Who may enter a page at all. What they find inside is decided by `visible_to(actor)`: a foreign object is a 404.

@enter(ActorKind.OFFICER, ActorKind.MEDIATOR)
def desk(request): actor = actor_of(request)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts.actors import STAFF_KINDS, ActorKind
from accounts.hats import actor_of, hats_of
from accounts.login.kept import MARK, keep
from accounts.login.second_factor import has_second_factor

View = Callable[..., HttpResponseBase]
FOR_ORGANISATION = "for_organisation"  # in a session: accounts/login/session_life.py


def enter(*kinds: ActorKind) -> Callable[[View], View]:
    """A door for these kinds: others log in, set up their second factor, or read whose desk it is (403)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            staff = STAFF_KINDS.issuperset(kinds)
            if not request.user.is_authenticated:
                return to_log_in(request, staff=staff)
            actor = actor_of(request, *kinds)
            if actor.kind in kinds:
                request.__dict__["actor"] = actor
                if actor.is_staff and not request.session.get(FOR_ORGANISATION):
                    request.session[FOR_ORGANISATION] = True  # joined after the log-in: the short life from now on
                return view(request, *args, **kwargs)
            if not has_second_factor(request) and any(
                hat.actor.kind in kinds for hat in hats_of(request.user, timezone.now())
            ):
                return HttpResponseRedirect(_with_next(reverse("second_factor"), request))
            names = _(", ").join(str(kind.label) for kind in kinds)
            raise PermissionDenied(_("This page is for: %(kinds)s.") % {"kinds": names})

        guarded.entered_by = frozenset(kinds)  # type: ignore[attr-defined]
        return guarded

    return decorate


def logged_in(view: View) -> View:
    """A door for everybody who is logged in, in whichever capacity; what others had typed is kept until they are."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if request.user.is_authenticated else to_log_in(request)

    return guarded


def to_log_in(request: HttpRequest, *, staff: bool = False) -> HttpResponseRedirect:
    """To the right log-in page and back here afterwards; what was being sent is kept and put back."""
    return HttpResponseRedirect(_with_next(reverse("staff_login" if staff else "login"), request))


def _with_next(url: str, request: HttpRequest) -> str:
    return f"{url}?{urlencode({'next': _page(request)})}"


def _page(request: HttpRequest) -> str:
    """The page to come back to: this one, or the one whose form was being sent when the session ended."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(came_from)
    mark = MARK if keep(request, parts.path) else ""
    return (f"{parts.path}?{parts.query}" if parts.query else parts.path) + mark
