"""A phone or e-mail somebody wants to be reached at from tomorrow."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import SealedTextField
from accounts.models.code import LoginCode


class ContactChange(models.Model):
    """Confirmed by a code at the new place; in force from `effective_at` unless cancelled before."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="contact_changes")
    kind = models.CharField(_("kind"), max_length=5, choices=LoginCode.Kind)
    target = SealedTextField(_("new one"), max_length=254)
    target_masked = models.CharField(_("new one, masked"), max_length=254)
    asked_at = models.DateTimeField(_("asked for"))
    effective_at = models.DateTimeField(_("in force from"))
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    class Meta:
        verbose_name = _("change of phone or e-mail")
        verbose_name_plural = _("changes of phone or e-mail")
        constraints = [
            models.CheckConstraint(name="contact_change_waits", condition=Q(effective_at__gt=F("asked_at"))),
            models.CheckConstraint(
                name="contact_change_ends_once", condition=Q(done_at__isnull=True) | Q(cancelled_at__isnull=True)
            ),
            models.UniqueConstraint(
                fields=["user", "kind"],
                name="contact_change_open_once",
                condition=Q(done_at__isnull=True, cancelled_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["effective_at"],
                name="contact_change_due",
                condition=Q(done_at__isnull=True, cancelled_at__isnull=True),
            )
        ]

    class Data:
        personal = {"user", "target", "target_masked"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "public_id", "kind", "asked_at", "effective_at", "done_at", "cancelled_at"}

    def __str__(self) -> str:
        return f"change of contact {self.pk}"

    __repr__ = __str__
