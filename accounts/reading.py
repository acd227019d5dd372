"""How many pages somebody may read in a while: far more than people do, far fewer than whoever copies them all.

Counted in this process and not in Valkey, for it happens on every page and need not be exact: with several processes
the whole is that many times as much.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from accounts.limits import Limited, parse_rate
from accounts.network import client_address, network_of
from accounts.readonly import SAFE_METHODS
from accounts.security_log import limit_reached
from accounts.too_often import too_often_page

NOT_COUNTED = ("/health/",)  # asked by machines of the house
MOST_KEPT = 100_000  # counters; then this minute begins anew, for all


class ReadingLimitMiddleware:
    """429 for whoever reads faster than `reading.person`, or as a stranger `reading.address` and `reading.network`."""

    counters: ClassVar[dict[str, tuple[int, Counter[str]]]] = {}  # of the process

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in SAFE_METHODS and not request.path_info.startswith(NOT_COUNTED):
            try:
                for scope, key in keys_of(request):
                    self.count(scope, key, int(time.time()))
            except Limited as refused:
                return too_often_page(request, refused)
        return self.get_response(request)

    def count(self, scope: str, key: str, now: int) -> None:
        """One page more; raises Limited beyond the rate."""
        most, seconds = parse_rate(settings.LIMITS[scope])
        window, counter = self.counters.get(scope, (-1, Counter()))
        if window != now // seconds or len(counter) >= MOST_KEPT:
            window, counter = self.counters[scope] = now // seconds, Counter()
        counter[f"{settings.LIMITS_PREFIX}:{key}"] += 1
        used = counter[f"{settings.LIMITS_PREFIX}:{key}"]
        if used > most:
            if used == most + 1:
                limit_reached(scope)
            raise Limited(scope, (window + 1) * seconds - now)


def keys_of(request: HttpRequest) -> list[tuple[str, str]]:
    """Scope and key of each counter that this reader moves."""
    if request.user.is_authenticated:
        return [("reading.person", str(request.user.pk))]
    address = client_address(request)
    return [("reading.address", address), ("reading.network", network_of(address))]
