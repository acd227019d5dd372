"""A provider's later word that a message it had taken did not arrive."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from notices.models.delivery import Delivery


class DeliveryReport(models.Model):
    """Kept with the delivery: when it had been sent, when that was taken back, and why. The same report counts once."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="reports", verbose_name=_("delivery"))
    digest = models.CharField(_("digest of the report"), max_length=64, unique=True)
    code = models.CharField(_("reason given"), max_length=60, blank=True)
    sent_at = models.DateTimeField(_("had been sent"))
    at = models.DateTimeField(_("reported for"))
    received_at = models.DateTimeField(_("report received"))

    class Meta:
        verbose_name = _("delivery report")
        verbose_name_plural = _("delivery reports")

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "delivery", "digest", "code", "sent_at", "at", "received_at"}

    def __str__(self) -> str:
        return f"report of delivery {self.delivery_id}"
