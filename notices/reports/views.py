"""POST /hooks/deliveries/…: providers say here what became of a message. Machines only; closed without a secret."""

from __future__ import annotations

import base64
import binascii
import hmac
import json

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.actors import Actor
from accounts.limits import Limited, limit_request
from notices.models import Channel
from notices.reports.actions import take_reports
from notices.reports.entries import Malformed, reports_of

LARGEST = 256 * 1024
"""Octets: five hundred reports with room to spare."""


@csrf_exempt  # no browser and no session stands behind it: the secret lets a machine in, and nothing else does
@require_POST
def report(request: HttpRequest, channel: Channel) -> JsonResponse:
    """Take the reports of one channel. 404 without a secret in the settings, 401, 413, 400, 429 as their names say."""
    secret = settings.REPORT_SECRETS[channel]
    if not secret:
        raise Http404
    try:
        limit_request("delivery_report", request)
    except Limited as refused:
        return _answer(429, "too many requests", **{"Retry-After": str(refused.retry_after)})
    if not hmac.compare_digest(_shown(request).encode(), secret.encode()):
        return _answer(401, "not authorised", **{"WWW-Authenticate": 'Bearer realm="deliveries"'})
    raw = request.read(LARGEST + 1)
    if len(raw) > LARGEST:
        return _answer(413, f"more than {LARGEST} octets")
    try:
        reports = reports_of(json.loads(raw))
    except Malformed as fault:
        return _answer(400, str(fault))
    except (ValueError, RecursionError):
        return _answer(400, "the body is not JSON")
    taken = take_reports(channel=channel, reports=reports, actor=Actor.system(), now=timezone.now())
    return JsonResponse({"code": 0, "msg": "OK", "taken": {each.value: count for each, count in taken.items()}})


def _shown(request: HttpRequest) -> str:
    """The secret a provider shows: `Bearer SECRET`, or the password of `Basic` (an address https://x:SECRET@…)."""
    kind, _space, value = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    if kind.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _answer(status: int, words: str, **headers: str) -> JsonResponse:
    return JsonResponse({"code": status, "msg": words}, status=status, headers=headers)
