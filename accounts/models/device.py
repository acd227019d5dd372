"""A browser somebody has logged in with before."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class KnownDevice(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="devices", verbose_name=_("person"))
    digest = models.BinaryField(_("hash of its cookie"), max_length=32)
    device = models.CharField(_("device"), max_length=60, blank=True)
    first_at = models.DateTimeField(_("first log-in"))
    last_at = models.DateTimeField(_("last log-in"))

    class Meta:
        verbose_name = _("known device")
        verbose_name_plural = _("known devices")
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="device_once_a_person")]

    class Data:
        personal = {"user", "digest", "device"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "public_id", "first_at", "last_at"}

    def __str__(self) -> str:
        return f"device {self.pk}"

    __repr__ = __str__
