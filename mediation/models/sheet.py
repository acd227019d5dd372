"""A paper that is being written by hand: what was typed so far, whole or not, until it is sent for checking."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import SealedTextField


class PaperSheet(models.Model):
    """Its author's alone. `paper_id`: the draft that came back and is being mended."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("complaints.Case", models.CASCADE, related_name="paper_sheets")
    kind = models.CharField(_("paper"), max_length=40)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author"))
    paper_id = models.BigIntegerField(_("draft that came back"), null=True, blank=True)
    content = SealedTextField(_("what was typed"))
    touched_at = models.DateTimeField(_("last changed"))

    class Meta:
        verbose_name = _("paper being written")
        verbose_name_plural = _("papers being written")
        ordering = ("-touched_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["paper_id"], name="paper_sheet_once_a_draft", condition=Q(paper_id__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["author", "-touched_at"], name="paper_sheet_of")]

    class Data:
        personal = {"author", "content"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "public_id", "case", "kind", "paper_id", "touched_at"}

    def __str__(self) -> str:
        return f"sheet {self.pk}"

    __repr__ = __str__
