"""A merchant's desk: who of the team has a case, and an answer that is being written."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import SealedTextField
from complaints.models.case import Case


class CaseHandler(models.Model):
    """Whose case it is within the merchant's team, since when; the last one has no end."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="handlers")
    member = models.ForeignKey(
        "merchants.MerchantMembership", models.PROTECT, related_name="handled_cases", verbose_name=_("handled by")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("handed over by"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    at = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("handler of a case")
        verbose_name_plural = _("handlers of cases")
        constraints = [
            models.UniqueConstraint(fields=["case"], name="case_handler_one_at_a_time", condition=Q(until=None)),
            models.CheckConstraint(name="case_handler_ends_later", condition=Q(until=None) | Q(until__gte=F("at"))),
        ]
        indexes = [models.Index(fields=["member", "case"], name="case_handler_now", condition=Q(until=None))]

    class Data:
        personal = {"by", "note"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "case", "member", "at", "until"}

    def __str__(self) -> str:
        return f"handler {self.pk} of case {self.case_id}"


class AnswerDraft(models.Model):
    """An answer kept as typed, for the whole team, until it is sent. What is in it is an offer in the making: sealed."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="answer_drafts")
    merchant = models.ForeignKey("merchants.Merchant", models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    content = SealedTextField(_("what was typed"))
    touched_at = models.DateTimeField(_("last changed"))

    class Meta:
        verbose_name = _("answer being written")
        verbose_name_plural = _("answers being written")
        constraints = [models.UniqueConstraint(fields=["case", "merchant"], name="answer_draft_once_a_team")]

    class Data:
        personal = {"author"}
        privileged = {"content"}
        public: set[str] = set()
        internal = {"id", "public_id", "case", "merchant", "touched_at"}

    def __str__(self) -> str:
        return f"draft of an answer {self.pk}"
