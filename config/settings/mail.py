"""E-mail; the demo keeps it in the recorded console."""

from .environment import MODE, PRODUCTION, env

vars().update(env.email_url("EMAIL_URL", "smtp://localhost:25" if PRODUCTION else "consolemail://"))
if MODE == "test":
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "noreply@hejie.example")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
