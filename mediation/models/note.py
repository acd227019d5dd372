"""Notes in three compartments. Privileged: never in an export, referral, court pack or disclosure (DOMAIN 2)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Compartment(models.TextChoices):
    STAFF = "staff", _("for colleagues")
    CONSUMER = "consumer", _("back-to-back with the consumer")
    MERCHANT = "merchant", _("back-to-back with the merchant")


class Note(models.Model):
    """What a colleague should know, or what one side said alone. Who may read it: `mediation.visibility.visible`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("complaints.Case", models.PROTECT, related_name="notes")
    compartment = models.CharField(_("compartment"), max_length=8, choices=Compartment)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(_("note"), max_length=5000)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(name="note_compartment_known", condition=Q(compartment__in=Compartment.values)),
            models.CheckConstraint(name="note_not_empty", condition=~Q(text="")),
        ]
        indexes = [models.Index(fields=["case", "compartment", "at"], name="note_of_case")]

    class Data:
        personal: set[str] = set()
        privileged = {"compartment", "author", "text", "at"}
        public: set[str] = set()
        internal = {"id", "public_id", "case"}

    def __str__(self) -> str:
        return f"note {self.pk}"
