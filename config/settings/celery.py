"""Celery on Valkey: it starts sweeps and deliveries; what is to be done lies in rows."""

from celery.schedules import crontab

from .environment import MODE, PLACE, env

REDIS_URL = env.str("REDIS_URL", PLACE.redis_url)
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900, "socket_timeout": 5}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0.2}
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540

# Each entry expires before the next is due: a worker that was away finds one task, not a heap of old ones.
CELERY_BEAT_SCHEDULE = {
    "sweep-due-clocks": {
        "task": "complaints.clocks.tasks.sweep_due_clocks",
        "schedule": crontab(),  # on the minute, not a minute after beat's start: a beat that often dies sweeps too
        "options": {"expires": 55},
    },
    "send-outbox": {"task": "notices.tasks.send_outbox", "schedule": 20.0, "options": {"expires": 18}},
    "print-papers": {"task": "documents.tasks.print_papers", "schedule": 60.0, "options": {"expires": 55}},
    "scan-evidence": {"task": "complaints.evidence.tasks.scan_pending", "schedule": 30.0, "options": {"expires": 28}},
    "purge-evidence": {
        "task": "complaints.evidence.tasks.purge_evidence",
        "schedule": crontab(minute=40),
        "options": {"expires": 3000},
    },
    "purge-drafts": {
        "task": "complaints.intake.tasks.purge_old_drafts",
        "schedule": crontab(hour=3, minute=20),
        "options": {"expires": 3600},
    },
    "dispose-of-due-cases": {
        "task": "complaints.retention.tasks.dispose_of_due_cases",
        "schedule": crontab(hour=3, minute=40),
        "options": {"expires": 3600},
    },
    "daily-log-root": {
        "task": "complaints.lifecycle.tasks.publish_daily_root",
        "schedule": crontab(hour=0, minute=10),
        "options": {"expires": 3600},
    },
    "contact-changes": {
        "task": "accounts.contact.tasks.carry_out_due",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 540},
    },
    "factor-resets": {
        "task": "accounts.care.tasks.care_for_resets",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 540},
    },
    "sweep-up-the-door": {
        "task": "accounts.login.tasks.sweep_up",
        "schedule": crontab(hour=3, minute=20),
        "options": {"expires": 3600},
    },
    "reminders": {
        "task": "complaints.clocks.tasks.send_reminders",
        "schedule": crontab(minute="*/15"),
        "options": {"expires": 600},
    },
    "make-papers": {
        "task": "mediation.papers.tasks.make_waiting_papers",
        "schedule": 20.0,
        "options": {"expires": 18},
    },
    # a new release of the holiday package publishes a year too
    "correct-deadlines": {
        "task": "complaints.clocks.tasks.correct_deadlines",
        "schedule": crontab(hour=2, minute=30),
        "options": {"expires": 3600},
    },
    "imports": {
        "task": "merchants.importing.tasks.go_on_with_imports",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "gram-index": {
        "task": "merchants.importing.tasks.mend_gram_index",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 540},
    },
    "publication-times": {
        "task": "disclosure.publication.tasks.end_times",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 540},
    },
}

CACHES = {
    "default": {
        "BACKEND": "config.cache.PatientCache",
        "LOCATION": REDIS_URL.replace("db=0", "db=1") if REDIS_URL.startswith("unix") else REDIS_URL,
        "KEY_PREFIX": f"hejie-{MODE}",
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }
}
