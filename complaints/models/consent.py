"""What the consumer agreed to when filing: one row for each recipient, with the very words (个保法 14, 23)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.models.complaint import Complaint


class Recipient(models.TextChoices):
    MERCHANT = "merchant", pgettext_lazy("who receives data", "the merchant")
    BODY = "body", pgettext_lazy("who receives data", "the body that handles it")


class Consent(models.Model):
    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="consents", verbose_name=_("complaint"))
    recipient = models.CharField(_("who receives it"), max_length=10, choices=Recipient)
    words = models.CharField(_("what was agreed to"), max_length=600)
    given_at = models.DateTimeField(_("agreed on"))

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(fields=["complaint", "recipient"], name="consent_once_a_recipient"),
            models.CheckConstraint(name="consent_recipient_known", condition=Q(recipient__in=Recipient.values)),
            models.CheckConstraint(name="consent_has_words", condition=~Q(words="")),
        ]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "complaint", "recipient", "words", "given_at"}

    def __str__(self) -> str:
        return f"consent {self.pk}"
