"""A notice that no channel could deliver, and how its addressee was reached after all."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.fields import SealedTextField
from notices.models.outbox import Outbox


class Way(models.TextChoices):
    LETTER = "letter", pgettext_lazy("way of delivery", "by registered letter")
    PHONE = "phone", pgettext_lazy("way of delivery", "by telephone")
    IN_PERSON = "in_person", pgettext_lazy("way of delivery", "in person")


class Proof(models.Model):
    """Recorded once for a notice, by an officer. A letter proves by its number; a call by who answered it."""

    outbox = models.OneToOneField(Outbox, models.CASCADE, related_name="proof", verbose_name=_("notice"))
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    way = models.CharField(_("way"), max_length=10, choices=Way)
    on = models.DateField(_("reached on"))
    number = models.CharField(_("number of the registered letter"), max_length=40, blank=True)
    taken_by = SealedTextField(_("who took it"), max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by"))
    at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("proof of delivery")
        verbose_name_plural = _("proofs of delivery")
        constraints = [
            models.CheckConstraint(condition=Q(way__in=Way.values), name="proof_way_known"),
            models.CheckConstraint(condition=~Q(way=Way.LETTER) | ~Q(number=""), name="proof_letter_has_its_number"),
        ]

    class Data:
        personal = {"taken_by", "by"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "public_id", "outbox", "way", "on", "number", "at"}

    def __str__(self) -> str:
        return f"proof {self.pk}"

    __repr__ = __str__
