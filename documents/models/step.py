"""Every step of a paper made by hand: who did it, when, whom it went to, and what they said of it."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import SealedTextField
from documents.models.paper import Paper


class StepKind(models.TextChoices):
    SENT = "sent", _("drafted and sent for checking")
    RETURNED = "returned", _("sent back")
    CHECKED = "checked", _("checked and found in order")
    SIGNED = "signed", _("signed off")
    SEALED = "sealed", _("numbered and sealed")
    VOID = "void", _("declared void")


class PaperStep(models.Model):
    """Written once. A remark is a colleague's word about a draft that names people, so it lies sealed."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="steps", verbose_name=_("paper"))
    kind = models.CharField(_("step"), max_length=10, choices=StepKind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("to")
    )
    remark = SealedTextField(_("remark"), null=True)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("step of a paper")
        verbose_name_plural = _("steps of papers")
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=StepKind.values), name="paper_step_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind__in=[StepKind.RETURNED, StepKind.VOID]) | Q(remark__isnull=False),
                name="paper_step_says_why",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="paper_step_is_kept", operation=pgtrigger.Update),
        ]

    class Data:
        personal = {"by", "to", "remark"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "public_id", "paper", "kind", "at"}

    def __str__(self) -> str:
        return f"step {self.pk} of paper {self.paper_id}"

    __repr__ = __str__
