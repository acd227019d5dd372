"""Who may come in: allauth behind our own door (accounts/login)."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from .environment import MODE, PRODUCTION, env, whole_number

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "accounts.login.backends.Backend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.login.passwords.LongEnough"},
    {"NAME": "accounts.login.passwords.NotOurWords"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.login.passwords.HardToGuess"},
    {"NAME": "accounts.login.passwords.NotBreached"},
]
# A sorted list of SHA-1 hashes, `HASH:count` a line, as Pwned Passwords hands it out.
BREACHED_PASSWORDS = env.str("BREACHED_PASSWORDS", "")
if BREACHED_PASSWORDS and not Path(BREACHED_PASSWORDS).is_file():
    raise ImproperlyConfigured("BREACHED_PASSWORDS names no file (docs/settings.md)")
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SESSION_ENGINE = "accounts.login.sessions"
# Seconds without activity, and seconds from the log-in on (accounts/login/session_life.py).
SESSION_LIVES = {
    "staff": (whole_number("SESSION_STAFF_IDLE_MINUTES", 60) * 60, whole_number("SESSION_STAFF_HOURS", 12) * 3600),
    "people": (whole_number("SESSION_IDLE_DAYS", 7) * 24 * 3600, whole_number("SESSION_DAYS", 30) * 24 * 3600),
}
if not all(0 < idle <= whole for idle, whole in SESSION_LIVES.values()):
    raise ImproperlyConfigured(
        "SESSION_STAFF_HOURS, SESSION_DAYS: a session lasts longer than it may be idle, and both more than 0"
    )
# Before something grave (accounts/login/recent.py) somebody shows who they are, unless they did within so many seconds.
RECENT_LOGIN = whole_number("RECENT_LOGIN_MINUTES", 10) * 60
if RECENT_LOGIN <= 0:
    raise ImproperlyConfigured("RECENT_LOGIN_MINUTES: more than 0 (docs/settings.md)")
SESSION_COOKIE_AGE = max(whole for _idle, whole in SESSION_LIVES.values())
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_SERIALIZER = "accounts.login.sessions.SealedSerializer"
ACCOUNT_ADAPTER = "accounts.login.adapter.AccountAdapter"
ACCOUNT_RATE_LIMITS = False  # ours stand in settings/limits.py and are counted in one place
MFA_ADAPTER = "accounts.login.adapter.MfaAdapter"
MFA_FORMS = {
    "authenticate": "accounts.login.factor_forms.LoginFactorForm",
    "reauthenticate": "accounts.login.factor_forms.ConfirmFactorForm",
    "activate_totp": "accounts.login.factor_forms.ActivateForm",
    "add_webauthn": "accounts.login.factor_forms.PasskeyForm",
    "edit_webauthn": "accounts.login.factor_forms.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the adapter lets nobody in but through our door, which verifies
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = MODE != "production"
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Where each kind of actor begins after log-in.
HOMES: dict[str, str] = {
    "consumer": "/case/",
    "merchant": "/merchant/",
    "officer": "/mediation/",
    "mediator": "/mediation/",
    "department": "/mediation/referrals/",
    "court": "/mediation/confirmations/",
    "admin": "/admin/",
}
# Where each kind of actor reads a case that a notice links to (/c/<id>/): URL name, and whether it takes the case.
CASE_PAGES = {
    "consumer": ("complaints:case", True),
    "merchant": ("merchantdesk:case", True),
    "officer": ("mediation:case", True),
    "mediator": ("mediation:case", True),
    "department": ("mediation:referrals", False),
    "court": ("mediation:confirmations", False),
}

# The demo on one machine lets its staff in without a second factor; nothing else may.
DEMO_WITHOUT_SECOND_FACTOR = env.bool("DEMO_WITHOUT_SECOND_FACTOR", MODE == "demo")
if PRODUCTION and DEMO_WITHOUT_SECOND_FACTOR:
    raise ImproperlyConfigured("DEMO_WITHOUT_SECOND_FACTOR is set in production: remove it (docs/settings.md)")

# Pages of other packages that write while answering a GET (accounts/readonly.py).
WRITES_ON_GET = ("/admin/", "/accounts/")
