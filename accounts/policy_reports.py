"""Browsers report here what the content security policy stopped: a mistake of ours, or somebody's injection."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import structlog
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.limits import Limited, limit_request

log = structlog.get_logger("hejie.policy")
LONGEST = 16_384


@csrf_exempt
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """Log directive and origin of each violation, nothing of the page's address beyond its path. Always 204."""
    try:
        limit_request("report", request)
        found = violations(json.loads(request.read(LONGEST)))
    except (Limited, ValueError, RecursionError):
        return HttpResponse(status=204)
    for violation in found:
        log.warning("policy_violation", **violation)
    return HttpResponse(status=204)


def violations(body: object) -> list[dict[str, str]]:
    """What a report says, in both formats browsers send (`csp-report`, Reporting API); at most ten. Pure."""
    entries = body if isinstance(body, list) else [body]
    found = []
    for entry in entries[:10]:
        if not isinstance(entry, dict):
            continue
        inner = entry.get("csp-report") or entry.get("body")
        if isinstance(inner, dict):
            directive = (
                inner.get("effective-directive") or inner.get("violated-directive") or inner.get("effectiveDirective")
            )
            blocked = inner.get("blocked-uri") or inner.get("blockedURL")
            page = inner.get("document-uri") or inner.get("documentURL")
            found.append(
                {
                    "directive": str(directive or "")[:40],
                    "blocked": origin_of(str(blocked or "")),
                    "page": urlsplit(str(page or "")).path[:120],
                }
            )
    return found


def origin_of(address: str) -> str:
    """`https://host` of an address; the keyword (`inline`, `eval`) when it is none."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"[:120] if parts.netloc else address[:20]
