"""Headers, cookies, content security policy."""

from csp.constants import NONE, SELF

from .environment import HTTPS, PRODUCTION, PUBLIC_URL, env

# __Host-: browsers take it from this very host only, over HTTPS, for every path.
_PREFIX = "__Host-" if HTTPS else ""

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "report-uri": "/policy-reports/",
        **({"upgrade-insecure-requests": True} if HTTPS else {}),
    }
}
NOT_USED = (
    "accelerometer autoplay display-capture geolocation gyroscope magnetometer midi payment usb"  # camera: evidence
)
PERMISSIONS_POLICY: dict[str, list[str]] = {name: [] for name in NOT_USED.split()}
SECURE_SSL_REDIRECT = HTTPS and env.bool("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = f"{_PREFIX}session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
DEVICE_COOKIE_NAME = f"{_PREFIX}device"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = f"{_PREFIX}csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGES_COOKIE_NAME = f"{_PREFIX}messages"
MESSAGE_STORAGE = "accounts.preferences.flashes.Flashes"
# How a reader wants the pages shown (accounts/preferences/choices.py).
THEME_COOKIE_NAME = f"{_PREFIX}hejie_theme"
SIZE_COOKIE_NAME = f"{_PREFIX}hejie_size"
LANGUAGE_COOKIE_NAME = f"{_PREFIX}hejie_language"
LANGUAGE_COOKIE_SECURE = HTTPS
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
X_FRAME_OPTIONS = "DENY"
