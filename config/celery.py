"""The Celery application: `celery -A config.celery worker`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("hejie")
app.config_from_object("django.conf:settings", namespace="CELERY")
# Tasks live in slices, named here one by one so that a forgotten one is a visible omission.
app.autodiscover_tasks(
    [
        "accounts.care",
        "accounts.contact",
        "accounts.login",
        "complaints.clocks",
        "complaints.lifecycle",
        "notices",
        "documents",
        "complaints.intake",
        "complaints.evidence",
        "complaints.retention",
        "mediation.papers",
        "disclosure.publication",
    ]
)
