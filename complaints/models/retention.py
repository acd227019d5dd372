"""How long closed cases keep what names people: holds that keep them longer, and what was disposed of."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from complaints.models.case import Case
from complaints.models.complaint import Complaint


class HoldReason(models.TextChoices):
    COURT = "court", _("needed before a court or arbitration")
    GROUP = "group", _("part of a group that is still open")
    INQUIRY = "inquiry", _("needed for an inquiry or audit")
    ARCHIVE = "archive", _("not yet handed to the archive")


class RetentionHold(models.Model):
    """Somebody needs the case beyond its time; it stays until the hold is lifted."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="holds", verbose_name=_("case"))
    reason = models.CharField(_("why"), max_length=10, choices=HoldReason)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    placed_at = models.DateTimeField(_("since"))
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("lifted by")
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True)

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        constraints = [
            models.CheckConstraint(name="hold_reason_known", condition=Q(reason__in=HoldReason.values)),
            models.CheckConstraint(
                name="hold_lifted_by_somebody",
                condition=Q(lifted_at=None, lifted_by=None) | Q(lifted_at__gte=F("placed_at"), lifted_by__isnull=False),
            ),
            models.UniqueConstraint(fields=["case", "reason"], name="hold_once_a_reason", condition=Q(lifted_at=None)),
        ]

    class Data:
        personal = {"placed_by", "lifted_by"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "public_id", "case", "reason", "placed_at", "lifted_at"}

    def __str__(self) -> str:
        return f"hold {self.pk}"


class Disposal(models.Model):
    """What named people in a complaint is gone: when, by which rule, how many rows of which table. Append-only."""

    complaint = models.OneToOneField(Complaint, models.PROTECT, related_name="disposal", verbose_name=_("complaint"))
    at = models.DateTimeField(_("when"))
    rule = models.CharField(_("rule"), max_length=40)
    years = models.PositiveIntegerField(_("years"))
    source = models.CharField(_("source"), max_length=200)
    rows = models.JSONField(_("rows by table"), default=dict)

    class Meta:
        verbose_name = _("disposal")
        verbose_name_plural = _("disposals")
        indexes = [models.Index(fields=["-at", "-id"], name="disposal_latest")]
        triggers = [pgtrigger.Protect(name="disposal_append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "complaint", "at", "rule", "years", "source", "rows"}

    def __str__(self) -> str:
        return f"disposal {self.pk}"
