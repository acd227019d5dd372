"""The phone number a person logs in with, sealed, apart from the person."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.fields import BlindIndexField, SealedTextField


class PhoneNumber(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        "accounts.User", on_delete=models.CASCADE, related_name="phone_number", verbose_name=_("person")
    )
    phone = SealedTextField(_("phone"), max_length=20)
    phone_bidx = BlindIndexField(kind="phone", of="phone", unique=True)
    phone_masked = models.CharField(_("phone, masked"), max_length=20)
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)

    class Meta:
        verbose_name = _("phone number")
        verbose_name_plural = _("phone numbers")

    class Data:
        personal = {"phone", "phone_bidx", "phone_masked"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "public_id", "user", "verified_at"}

    def __str__(self) -> str:
        return f"phone number {self.pk}"

    __repr__ = __str__
