"""How long a log-in lasts: without activity, and at all; for people who act for an organisation much shorter.

Both are looked at on every request, whatever the cookie says. What was typed into a form sent too late is put back
after logging in again (accounts/login/kept.py, drafts).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.doors import FOR_ORGANISATION
from accounts.hats import hats_of
from accounts.login.devices import set_cookie
from accounts.models import User

BEGAN, SEEN = "began", "seen"


@dataclass(frozen=True)
class Life:
    """Seconds: without activity, and from the log-in on."""

    idle: int
    whole: int

    @property
    def grain(self) -> int:
        """Activity is noted this often, not at each request: a twentieth of the idle time, half a minute at least."""
        return max(30, self.idle // 20)


def life_of(session: Mapping[str, Any]) -> Life:
    """The rule for this session."""
    name = "staff" if session.get(FOR_ORGANISATION) else "people"
    return Life(*settings.SESSION_LIVES[name])


def over(session: Mapping[str, Any], now: int) -> str:
    """Why a session has ended: "idle", "old", or "" while it has not."""
    life = life_of(session)
    if now - session[BEGAN] >= life.whole:
        return "old"
    return "idle" if now - session[SEEN] >= life.idle else ""


def begin(request: HttpRequest, user: User, now: int) -> None:
    """Note the log-in in its session; whether somebody acts for an organisation is asked once, here."""
    request.session[BEGAN] = request.session[SEEN] = now
    request.session[FOR_ORGANISATION] = any(hat.actor.is_staff for hat in hats_of(user, timezone.now()))


class SessionLifeMiddleware:
    """Ends what is over, before any view sees who it was."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if isinstance(user, User):
            now = int(time.time())
            if BEGAN not in request.session:  # logged in before there was such a rule
                begin(request, user, now)
            if over(request.session, now):
                end(request)
            elif now - request.session[SEEN] >= life_of(request.session).grain:
                request.session[SEEN] = now
        response = self.get_response(request)
        set_cookie(request, response)
        return response


def end(request: HttpRequest) -> None:
    """Log out, and say why on the page that follows."""
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    request.__dict__["was"] = request.user.pk  # what they were sending is kept for them (accounts/login/kept.py)
    logout(request)
    messages.info(request, _("Your session ended by itself. Log in again; what you typed is kept where possible."))
