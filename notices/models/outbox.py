"""What is to be told: written in the transaction that made it true, addressed and delivered afterwards."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

AUDIENCES = ("consumer", "merchant", "body", "mediator", "department", "court", "superior")
AUDIENCE_PATTERN = rf"^({'|'.join(AUDIENCES)}|user:[0-9]+)$"


class Outbox(models.Model):
    """One notice to one audience. Who that is, and where they are reached, is asked only when it is addressed."""

    case_id = models.BigIntegerField(_("case"), null=True, blank=True)
    event_seq = models.IntegerField(_("event"), null=True, blank=True)
    template = models.CharField(_("template"), max_length=80)
    audience = models.CharField(_("audience"), max_length=40)
    context = models.JSONField(_("context"), default=dict)
    idempotency_key = models.CharField(_("idempotency key"), max_length=160, unique=True)
    created_at = models.DateTimeField(_("created"))
    not_before = models.DateTimeField(_("not before"))
    lease_until = models.DateTimeField(_("being addressed until"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    addressed_at = models.DateTimeField(_("addressed"), null=True, blank=True)
    failed_reason = models.CharField(_("why it failed"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.CheckConstraint(condition=Q(audience__regex=AUDIENCE_PATTERN), name="outbox_audience_known"),
        ]
        indexes = [
            models.Index(
                fields=["not_before", "id"],
                name="outbox_waiting",
                condition=Q(addressed_at=None, failed_reason=""),
            ),
            models.Index(fields=["-created_at", "-id"], name="outbox_failed", condition=~Q(failed_reason="")),
        ]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {
            "id",
            "case_id",
            "event_seq",
            "template",
            "audience",
            "context",
            "idempotency_key",
            "created_at",
            "not_before",
            "lease_until",
            "attempts",
            "addressed_at",
            "failed_reason",
        }

    def __str__(self) -> str:
        return f"notice {self.pk}"
