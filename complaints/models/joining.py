"""How a merchant that has not joined is reached: the letter on its way, and the one-time code printed in it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from complaints.models.case import Case


class ClaimCode(models.Model):
    """A code that makes whoever holds the letter the merchant's administrator, once. Only its digest is kept."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="claim_codes")
    merchant = models.ForeignKey("merchants.Merchant", models.PROTECT, related_name="claim_codes")
    digest = models.BinaryField(max_length=32, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("good until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("claim code")
        verbose_name_plural = _("claim codes")
        constraints = [
            models.CheckConstraint(name="claim_code_expires_later", condition=Q(expires_at__gt=F("made_at"))),
            models.CheckConstraint(
                name="claim_code_used_whole",
                condition=Q(used_at=None, used_by=None) | Q(used_at__isnull=False, used_by__isnull=False),
            ),
        ]

    class Data:
        personal = {"used_by"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "case", "merchant", "digest", "made_at", "expires_at", "used_at"}

    def __str__(self) -> str:
        return f"claim code {self.pk}"

    __repr__ = __str__


class ReturnReason(models.TextChoices):
    """Why a letter came back (FEATURES M5)."""

    MOVED = "moved", _("moved away")
    REFUSED = "refused", _("refused to take it")
    NOT_FOUND = "not_found", _("address not found")
    CLOSED = "closed", _("shop closed")
    OTHER = "other", _("another reason")


class LetterDelivery(models.Model):
    """One posting of a claim letter. A returned letter proves nothing: undelivered is never silent."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="letters")
    address = models.CharField(_("sent to"), max_length=300)
    number = models.CharField(_("number of the registered letter"), max_length=40, blank=True)
    posted_on = models.DateField(_("posted on"))
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded"))
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    signed_by = models.CharField(_("who took it"), max_length=60, blank=True)
    returned_on = models.DateField(_("came back on"), null=True, blank=True)
    return_reason = models.CharField(_("why it came back"), max_length=10, choices=ReturnReason, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("letter to a merchant")
        verbose_name_plural = _("letters to merchants")
        ordering = ("-posted_on", "-id")
        constraints = [
            models.CheckConstraint(
                name="letter_delivered_or_returned", condition=Q(delivered_on=None) | Q(returned_on=None)
            ),
            models.CheckConstraint(
                name="letter_returned_with_reason",
                condition=Q(returned_on=None, return_reason="")
                | (Q(returned_on__isnull=False) & Q(return_reason__in=ReturnReason.values)),
            ),
            models.UniqueConstraint(
                fields=["case"], name="letter_one_on_its_way", condition=Q(delivered_on=None, returned_on=None)
            ),
        ]

    class Data:
        personal = {"signed_by"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {
            "id", "public_id", "case", "address", "number", "posted_on", "posted_by", "recorded_at", "delivered_on",
            "returned_on", "return_reason", "closed_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"letter {self.pk} of case {self.case_id}"
