"""A browser that an account has never been used from is told to its owner, everywhere they can be reached.

A random cookie names the browser; per account only its digest is kept, so it tells nobody else who uses it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets
import uuid

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from accounts.me.devices import device_of
from accounts.models import KnownDevice, User
from accounts.switchboard import effects

LASTS = 400 * 24 * 3600  # seconds; browsers keep no cookie for longer
MOST = 50  # of one person; the one not used for longest gives way
_TOKEN = re.compile(r"[\w-]{22}")


def meet(request: HttpRequest, user: User, *, now: dt.datetime) -> None:
    """Remember the browser of this log-in; a new one is told, the very first of an account is not."""
    token = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    if not _TOKEN.fullmatch(token):
        token = secrets.token_urlsafe(16)
    request.__dict__["device_cookie"] = token
    digest = hashlib.sha256(token.encode()).digest()
    mine = KnownDevice.objects.filter(user=user)
    if mine.filter(digest=digest).update(last_at=now):
        return
    with transaction.atomic():
        is_first = not mine.exists()
        device = device_of(request.headers.get("User-Agent", ""))
        row = KnownDevice(public_id=uuid.uuid4(), user=user, digest=digest, device=device, first_at=now, last_at=now)
        KnownDevice.objects.bulk_create([row], ignore_conflicts=True)  # two windows of one browser at once
        mine.filter(pk__in=list(mine.order_by("-last_at", "-id").values_list("pk", flat=True)[MOST:])).delete()
        if not is_first:
            context = {"device": device, "url": reverse("sessions")}
            effects("accounts.tell")(user.pk, "account.new_device", f"device:{row.public_id}", context, now)


def set_cookie(request: HttpRequest, response: HttpResponseBase) -> None:
    """After a log-in: the cookie, from now on for as long as browsers keep one."""
    token = request.__dict__.get("device_cookie")
    if token:
        response.set_cookie(
            settings.DEVICE_COOKIE_NAME, token, max_age=LASTS, secure=settings.SESSION_COOKIE_SECURE, httponly=True,
            samesite="Lax",
        )  # fmt: skip
