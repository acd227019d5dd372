"""An import of the directory: a row the page polls, from which an interrupted import goes on."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportJob(models.Model):
    """One file being taken in. `position` counts the rows behind us; everything before it is committed."""

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    OPEN = (State.QUEUED, State.RUNNING)

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    position = models.PositiveIntegerField(_("rows read"), default=0)
    total = models.PositiveIntegerField(_("rows in all"), null=True, blank=True)
    added = models.PositiveIntegerField(_("added"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    warned = models.PositiveIntegerField(_("with a warning"), default=0)
    rejects_path = models.CharField(_("file of rejected rows"), max_length=300, blank=True)
    # So much of that file belongs to the rows behind `position`; a crash may have written more.
    rejects_bytes = models.PositiveBigIntegerField(_("bytes of that file"), default=0)
    # An uploaded file, below MEDIA_ROOT, as long as it is needed; the command reads its file where it lies.
    stored = models.CharField(_("uploaded file"), max_length=300, blank=True)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    # The present run: since when, from which row, when it last stored a batch; and how often it began in vain.
    run_at = models.DateTimeField(_("this run began"), null=True, blank=True)
    run_from = models.PositiveIntegerField(_("this run began at row"), default=0)
    moved_at = models.DateTimeField(_("last batch"), null=True, blank=True)
    stalls = models.PositiveSmallIntegerField(_("runs in vain"), default=0)
    error = models.TextField(_("error"), blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("started by")
    )
    created_at = models.DateTimeField(_("created"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    # When the uploaded list and the file of rejected rows were deleted, their time being over.
    disposed_at = models.DateTimeField(_("files deleted"), null=True, blank=True)

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {
            "id", "public_id", "file_name", "sha256", "state", "position", "total", "added", "changed", "unchanged",
            "rejected", "warned", "rejects_path", "rejects_bytes", "stored", "organisation", "run_at", "run_from",
            "moved_at", "stalls", "error", "started_by", "created_at", "finished_at", "disposed_at",
        }  # fmt: skip

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_open(self) -> bool:
        """It waits or runs."""
        return self.state in self.OPEN
