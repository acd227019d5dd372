"""Structured logs of ids, never of people; errors to Sentry when SENTRY_DSN is set, without personal data."""

from .environment import MODE, env

SENTRY_DSN = env.str("SENTRY_DSN", "")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {name: {"level": "WARNING"} for name in ("weasyprint.progress", "fontTools")},
    "root": {"handlers": ["console"], "level": "WARNING" if MODE == "test" else "INFO"},
}
if SENTRY_DSN:
    import sentry_sdk

    sentry_sdk.init(
        dsn=SENTRY_DSN, send_default_pii=False, max_request_body_size="never", include_local_variables=False
    )
