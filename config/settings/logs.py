"""Structured logs of ids, never of people; errors to Sentry when SENTRY_DSN is set, scrubbed in the same way."""

from typing import Any

import structlog

from accounts.personal_data.scrubber import scrub_breadcrumb, scrub_event, scrub_report

from .environment import MODE, PRODUCTION, env, whole_number

SENTRY_DSN = env.str("SENTRY_DSN", "")
LOG_FORMAT = env.str("LOG_FORMAT", "json" if PRODUCTION else "plain")
LOG_LEVEL = env.str("LOG_LEVEL", "WARNING" if MODE == "test" else "INFO")
SLOW_QUERY_MS = whole_number("SLOW_QUERY_MS", 500)

_BEFORE: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
_RENDERER = (
    structlog.processors.JSONRenderer(ensure_ascii=False)
    if LOG_FORMAT == "json"
    else structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
)
structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *_BEFORE,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "scrubbed": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _BEFORE,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                scrub_event,
                _RENDERER,
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "scrubbed"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "propagate": True},  # Django's own would mail whole error pages to ADMINS
        "django.server": {"handlers": [], "propagate": True},
        "weasyprint.progress": {"level": "WARNING"},  # tells every step of every page
        "fontTools": {"level": "WARNING"},
    },
}
if SENTRY_DSN:
    import sentry_sdk

    sentry_sdk.init(
        dsn=SENTRY_DSN,
        send_default_pii=False,
        max_request_body_size="never",
        include_local_variables=False,
        before_send=scrub_report,  # type: ignore[arg-type]
        before_breadcrumb=scrub_breadcrumb,
    )
