"""Which body got a case, when and why: one row each time, so that the way of a case through bodies can be read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Assignment(models.Model):
    """Written inside `commit` by the effect of that name; the newest row agrees with `Case.body`."""

    case = models.ForeignKey("complaints.Case", models.PROTECT, related_name="assignments")
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="assignments", verbose_name=_("body")
    )
    reason = models.JSONField(_("why"), default=dict)
    at = models.DateTimeField(_("when"))
    event_seq = models.IntegerField()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ("case_id", "event_seq")
        constraints = [models.UniqueConstraint(fields=["case", "event_seq"], name="assignment_once_an_event")]
        indexes = [models.Index(fields=["organisation", "-at"], name="assignment_of_body")]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "case", "organisation", "reason", "at", "event_seq"}

    def __str__(self) -> str:
        return f"assignment {self.pk} of case {self.case_id}"
