"""A clue: something a department should know, found in a case or on a merchant (FEATURES A12)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ClueState(models.TextChoices):
    OPEN = "open", _("noted")
    PASSED_ON = "passed_on", _("passed on")
    ANSWERED = "answered", _("answered")


class Clue(models.Model):
    """Noted by an officer; it outlives the case it came from."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("complaints.Case", models.PROTECT, null=True, blank=True, related_name="clues")
    merchant = models.ForeignKey("merchants.Merchant", models.PROTECT, null=True, blank=True, related_name="clues")
    body = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="clues")
    department = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("what was noticed"), max_length=2000)
    state = models.CharField(_("state"), max_length=9, choices=ClueState, default=ClueState.OPEN)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(_("noted"))
    passed_on_at = models.DateTimeField(_("passed on"), null=True, blank=True)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("clue")
        verbose_name_plural = _("clues")
        ordering = ("-noted_at", "-id")
        constraints = [
            models.CheckConstraint(name="clue_state_known", condition=Q(state__in=ClueState.values)),
            models.CheckConstraint(
                name="clue_about_something", condition=Q(case__isnull=False) | Q(merchant__isnull=False)
            ),
            models.CheckConstraint(
                name="clue_passed_on_to_somebody",
                condition=Q(state="open") | Q(department__isnull=False, passed_on_at__isnull=False),
            ),
        ]

    class Data:
        personal = {"text", "answer"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {
            "id", "public_id", "case", "merchant", "body", "department", "state", "noted_by", "noted_at", "passed_on_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"clue {self.pk}"
