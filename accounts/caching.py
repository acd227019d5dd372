"""Caches: never for what somebody saw while logged in; for pages that all strangers read alike, for a minute."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from redis import RedisError

from accounts.doors import FOR_ORGANISATION
from accounts.preferences.choices import size_of, theme_of

SECONDS = 60
MOST_A_MINUTE = 500  # some twenty megabytes of the memory that queue and counters need too
LONGEST_PATH = 300


class PrivateAnswersMiddleware:
    """Answers to people logged in are theirs alone and asked for anew; of those who act for a body nothing is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            if request.session.get(FOR_ORGANISATION):  # other people's data: nothing stays, not even for "back"
                patch_cache_control(response, private=True, no_store=True)
            else:
                patch_cache_control(response, private=True, no_cache=True)
        return response


def shared_page(version: Callable[[], object], *, by: Collection[str]) -> Callable[[Any], Any]:
    """A page that strangers of one language and display share for a minute, or until `version` answers otherwise.

    `by` names the parameters of its address that may be kept; with any other (words somebody searches for) the page is
    made anew. Whoever is logged in or has a message waiting never gets a kept page, and none of theirs is kept.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not _is_shared(request, by):
                return view(request, *args, **kwargs)
            key = _key(request, version())
            if (content := cache.get(key)) is not None:
                return HttpResponse(content)
            response = view(request, *args, **kwargs)
            if response.status_code == 200 and _has_room():
                cache.set(key, response.content, SECONDS)
            return response

        return kept

    return decorate


def _is_shared(request: HttpRequest, by: Collection[str]) -> bool:
    mine = settings.SESSION_COOKIE_NAME in request.COOKIES or settings.MESSAGES_COOKIE_NAME in request.COOKIES
    known = all(name in by or not value for name, value in request.GET.items())
    return not mine and known and request.method == "GET" and len(request.get_full_path()) <= LONGEST_PATH


def _has_room() -> bool:
    """Whether fewer than MOST_A_MINUTE pages were kept in this minute: addresses are made up faster than they end."""
    minute = f"pages:{int(time.time()) // SECONDS}"
    cache.add(minute, 0, 2 * SECONDS)
    try:
        return cache.incr(minute) <= MOST_A_MINUTE
    except (ValueError, RedisError):  # the cache is away
        return False


def _key(request: HttpRequest, version: object) -> str:
    """The page, how it is displayed, and the state of what it shows."""
    parts = (request.get_full_path(), get_language(), theme_of(request), size_of(request), version)
    return "page:" + hashlib.sha256(repr(parts).encode()).hexdigest()
