"""Before something grave somebody shows again that it is them, unless they did so minutes ago (settings.RECENT_LOGIN).

@asks_again()  # everything the log-in asks for: code or password, and the second factor of who keeps one
@asks_again(one_is_enough=True)

What was being sent waits, sealed in the session, and is carried out as soon as it is confirmed (allauth's way).
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Never

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from accounts.models import User

View = Callable[..., HttpResponseBase]
FIRST, SECOND = frozenset({"code", "password"}), frozenset({"mfa"})


def shown(request: HttpRequest, methods: frozenset[str]) -> bool:
    """One of these was given not long ago, in this session and by this person."""
    assert isinstance(request.user, User)
    records = get_authentication_records(request, request.user)
    oldest = time.time() - settings.RECENT_LOGIN
    return any(record.get("method") in methods and record.get("at", 0) > oldest for record in records)


def keeps_second(user: User) -> bool:
    """Keeps a second factor; one set up a moment ago, behind this very question, is not asked for at once."""
    lately = timezone.now() - dt.timedelta(seconds=settings.RECENT_LOGIN)
    return factors(user).filter(created_at__lt=lately).exists()


def factors(user: User) -> QuerySet[Authenticator]:
    """The second factors of a person, without recovery codes, which only stand in for one."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)


def is_recent(request: HttpRequest) -> bool:
    """Everything the log-in of this person asks for was given not long ago."""
    assert isinstance(request.user, User)
    return shown(request, FIRST) and (shown(request, SECOND) or not keeps_second(request.user))


def ask_again(request: HttpRequest) -> Never:
    """On to the page that asks (accounts/login/confirm.py); what waited for an earlier question is forgotten."""
    request.session.pop(STATE_SESSION_KEY, None)
    raise ReauthenticationRequired


def asks_again(*, one_is_enough: bool = False) -> Callable[[View], View]:
    """A page for whoever has just shown who they are; `one_is_enough`: by either factor."""

    def decorate(view: View) -> View:
        @wraps(view)
        def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not (shown(request, FIRST | SECOND) if one_is_enough else is_recent(request)):
                ask_again(request)
            return view(request, *args, **kwargs)

        return asking

    return decorate
