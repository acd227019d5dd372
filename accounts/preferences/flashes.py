"""Sentences for the next page ("Kept."), in a cookie with the prefix that our other cookies have."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class FlashCookie(CookieStorage):
    cookie_name = settings.MESSAGES_COOKIE_NAME


class Flashes(FallbackStorage):
    """Django's: the cookie, and the session for what is too long for it."""

    storage_classes = (FlashCookie, SessionStorage)
