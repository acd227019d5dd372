"""A six-digit code on its way to somebody: kept as a keyed hash, good once, for ten minutes and five tries."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.fields import SealedTextField


class LoginCode(models.Model):
    class Kind(models.TextChoices):
        PHONE = "phone", _("phone")
        EMAIL = "email", _("e-mail")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    target = SealedTextField(_("sent to"), max_length=254)
    target_masked = models.CharField(_("sent to, masked"), max_length=254)
    digest = models.BinaryField(_("hash of the code"), max_length=32)
    created_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("expires"), db_index=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    used_at = models.DateTimeField(_("used"), null=True)

    class Meta:
        verbose_name = _("log-in code")
        verbose_name_plural = _("log-in codes")

    class Data:
        personal = {"target", "target_masked", "digest"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "public_id", "kind", "created_at", "expires_at", "tries", "used_at"}

    def __str__(self) -> str:
        return f"code {self.pk}"

    __repr__ = __str__
