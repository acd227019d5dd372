"""What would have been sent, where no provider is configured: shown on /demo/messages/, in the demo only."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from notices.models.delivery import Channel


class RecordedMessage(models.Model):
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    address = models.CharField(_("address"), max_length=254)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(_("text"))
    created_at = models.DateTimeField(_("sent at"), auto_now_add=True)

    class Meta:
        verbose_name = _("recorded message")
        verbose_name_plural = _("recorded messages")
        indexes = [models.Index(fields=["-id"], name="recorded_newest")]

    class Data:
        personal = {"address", "subject", "body"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "channel", "created_at"}

    def __str__(self) -> str:
        return f"recorded message {self.pk}"

    __repr__ = __str__
