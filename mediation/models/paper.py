"""A paper that an event calls for: a row in the same transaction; a task makes the PDF afterwards."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

WORDS = {
    "acceptance": _("notice of acceptance"),
    "refusal": _("notice of refusal"),
    "extension": _("notice of extension"),
    "agreement": _("mediation agreement"),
    "termination": _("notice of the end of mediation"),
    "reconciliation": _("reconciliation agreement"),
    "claim_letter": _("letter to the merchant"),
    "confirmation": _("joint application with list of evidence"),
    "sitting": _("notice of a sitting"),
    "record": _("joint record of a sitting"),
    "record_signed": _("signed joint record of a sitting"),
    "court_kit": _("court papers of one side"),
}


class PaperRequest(models.Model):
    """Open until `issued_at`. A failure is kept with its reason and the time of the next try (STYLE 11, 17)."""

    case = models.ForeignKey("complaints.Case", models.PROTECT, related_name="paper_requests")
    kind = models.CharField(_("paper"), max_length=24)
    event_seq = models.IntegerField()
    subject_id = models.BigIntegerField(_("about which sitting"), default=0)
    asked_at = models.DateTimeField(_("asked for"))
    paper_id = models.BigIntegerField(null=True, blank=True)
    issued_at = models.DateTimeField(_("issued"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(_("tries again"), null=True, blank=True)
    error = models.CharField(_("why it could not be made"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("paper to be made")
        verbose_name_plural = _("papers to be made")
        ordering = ("asked_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "event_seq", "subject_id"], name="paper_request_once_an_event"
            ),
            models.CheckConstraint(
                name="paper_request_issued_whole",
                condition=Q(issued_at=None, paper_id=None) | Q(issued_at__isnull=False, paper_id__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at", "id"], name="paper_request_open", condition=Q(issued_at=None)),
        ]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {
            "id", "case", "kind", "event_seq", "subject_id", "asked_at", "paper_id", "issued_at", "attempts", "retry_at", "error",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} of case {self.case_id}"

    @property
    def words(self) -> str:
        """What kind of paper, for people."""
        return str(WORDS.get(self.kind, self.kind))
