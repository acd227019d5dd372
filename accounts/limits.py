"""Rate limits, counted in Valkey. When Valkey is away, codes are refused and everything else is let through.

limit("code.target", phone)                       # the rate stands in settings.LIMITS
limit_request("look_up", request)                 # look_up.address and look_up.network
"""

from __future__ import annotations

import hmac
import time
from functools import lru_cache

import redis
from django.conf import settings
from django.http import HttpRequest

from accounts.network import client_address, network_of
from accounts.security_log import limit_reached


class Limited(Exception):
    """Too often; `retry_after` is in seconds."""

    def __init__(self, scope: str, retry_after: int) -> None:
        super().__init__(scope)
        self.scope = scope
        self.retry_after = retry_after


class CounterAway(Limited):
    """Nobody can count just now, and what was asked for is not given uncounted."""


def parse_rate(rate: str) -> tuple[int, int]:
    """`"5/900"`: five in 900 seconds. ValueError for anything else."""
    count, slash, seconds = rate.partition("/")
    if not slash or int(count) < 1 or int(seconds) < 1:
        raise ValueError(f"not a rate: {rate!r}")
    return int(count), int(seconds)


@lru_cache(maxsize=4)
def _client(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1)


def _key(scope: str, key: str, window: int) -> str:
    """Counters hold no phone number and no address, only a keyed digest."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), f"{scope}:{key}".encode(), "sha256")[:12].hex()
    return f"{settings.LIMITS_PREFIX}:{scope}:{digest}:{window}"


def limit(scope: str, key: str, rate: str = "", *, closed: bool = False) -> None:
    """Count one; raises Limited beyond the rate, and CounterAway when `closed` and Valkey does not answer."""
    count, seconds = parse_rate(rate or settings.LIMITS[scope])
    now = int(time.time())
    window = now // seconds
    try:
        with _client(settings.REDIS_URL).pipeline() as pipe:
            name = _key(scope, key, window)
            pipe.incr(name)
            pipe.expire(name, seconds)
            used = pipe.execute()[0]
    except redis.RedisError:
        if closed:
            raise CounterAway(scope, 60) from None
        return
    if used > count:
        if used == count + 1:
            limit_reached(scope)
        raise Limited(scope, (window + 1) * seconds - now)


def limit_request(scope: str, request: HttpRequest, *, closed: bool = False) -> None:
    """Count one for the address and one for the network a request comes from."""
    address = client_address(request)
    limit(f"{scope}.address", address, closed=closed)
    limit(f"{scope}.network", network_of(address), closed=closed)
