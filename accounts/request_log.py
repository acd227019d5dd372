"""One line for each request: who by number, route, status, time, no address and no argument; and a number to quote."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponseBase

from accounts.security_log import refused

log = structlog.get_logger("hejie.request")
_GIVEN = re.compile(r"[0-9a-fA-F-]{8,64}")


class RequestLogMiddleware:
    """Takes the proxy's X-Request-ID when it looks like one, else makes one; every log line of the request bears it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _GIVEN.fullmatch(given) else uuid.uuid4().hex
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            match = request.resolver_match
            person = request.user.pk if hasattr(request, "user") and request.user.is_authenticated else None
            if response.status_code == 403 and person is not None:
                refused(match.view_name if match else "", person)
            log.info(
                "request",
                method=request.method,
                route=match.view_name if match else "",
                status=response.status_code,
                person=person,
                ms=round((time.perf_counter() - started) * 1000),
            )
        response.headers["X-Request-ID"] = request_id
        return response
