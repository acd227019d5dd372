"""What belongs to the story or is said in a case: demands, evidence, messages, drafts."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.fields import SealedTextField
from complaints.evidence.kinds import look_of, size_words
from complaints.models.case import Case
from complaints.models.complaint import Complaint


class DemandKind(models.TextChoices):
    REFUND = "refund", _("refund")
    REPAIR = "repair", _("repair")
    REPLACEMENT = "replacement", _("replacement")
    COMPENSATION = "compensation", _("compensation")
    CANCELLATION = "cancellation", _("contract cancelled")
    DELIVERY = "delivery", pgettext_lazy("demand", "delivery")
    APOLOGY = "apology", _("apology")
    CORRECTION = "correction", pgettext_lazy("demand", "correction")
    DATA_DELETION = "data_deletion", _("data deleted")
    OTHER = "other", _("other")


class Demand(models.Model):
    """One line of what the consumer asks; the merchant answers line by line."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="demands")
    position = models.SmallIntegerField()
    kind = models.CharField(_("kind"), max_length=14, choices=DemandKind)
    title = models.CharField(_("what"), max_length=60, blank=True)
    amount_fen = models.BigIntegerField(_("amount, in fen"), null=True, blank=True)
    computed = models.CharField(_("how it is computed"), max_length=120, blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)

    class Meta:
        verbose_name = _("demand")
        verbose_name_plural = _("demands")
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="demand_position_once"),
            models.CheckConstraint(name="demand_kind_known", condition=Q(kind__in=DemandKind.values)),
            models.CheckConstraint(name="demand_amount_positive", condition=Q(amount_fen=None) | Q(amount_fen__gt=0)),
        ]

    class Data:
        personal = {"title", "computed"}
        privileged: set[str] = set()
        public = {"kind", "amount_fen", "due_on"}
        internal = {"id", "public_id", "case", "position"}

    def __str__(self) -> str:
        return f"demand {self.position} of case {self.case_id}"


class ScanState(models.TextChoices):
    PENDING = "pending", _("being checked")
    CLEAN = "clean", _("checked")
    BLOCKED = "blocked", _("blocked: a virus was found")
    UNSCANNED = "unscanned", _("not checked for viruses")


class Evidence(models.Model):
    """A file as it was handed in, sealed by its hash; what is served is a copy without location and device data."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, blank=True, related_name="evidence")
    draft = models.ForeignKey("complaints.Draft", models.CASCADE, null=True, blank=True, related_name="evidence")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="evidence")
    by = models.CharField(_("from"), max_length=10, default="consumer")
    name = models.CharField(_("file name"), max_length=120)
    media_type = models.CharField(_("kind of file"), max_length=80)
    size = models.BigIntegerField(_("bytes"))
    sha256 = models.CharField(max_length=64)
    key = SealedTextField(_("key of the original"), null=True, blank=True)  # a key per file: erased with it (STYLE 21)
    original = models.FileField(upload_to="evidence/original/%Y/%m", max_length=200)
    served = models.FileField(upload_to="evidence/served/%Y/%m", max_length=200, blank=True)
    scan = models.CharField(_("virus scan"), max_length=10, choices=ScanState, default=ScanState.PENDING)
    uploaded_at = models.DateTimeField(_("handed in"))

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.CheckConstraint(
                name="evidence_belongs", condition=Q(complaint__isnull=False) | Q(draft__isnull=False)
            ),
            models.CheckConstraint(name="evidence_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(name="evidence_scan_known", condition=Q(scan__in=ScanState.values)),
        ]

    class Data:
        personal = {"name", "key", "original", "served"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {
            "id", "public_id", "complaint", "draft", "case", "by", "media_type", "size", "sha256", "scan", "uploaded_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"evidence {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it is handed out at all: not while it is checked, never when a virus was found."""
        return self.scan in (ScanState.CLEAN, ScanState.UNSCANNED)

    @property
    def look(self) -> str:
        """How a list draws it: image, video or document."""
        return look_of(self.media_type)

    @property
    def size_words(self) -> str:
        """1.8 MB, 412 kB."""
        return size_words(self.size)


class Upload(models.Model):
    """A file on its way in, piece by piece; it becomes evidence under the same public id, or is purged as an orphan."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    draft = models.ForeignKey("complaints.Draft", models.CASCADE, null=True, blank=True, related_name="uploads")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="uploads")
    by = models.CharField(_("from"), max_length=10, default="consumer")
    name = models.CharField(_("file name"), max_length=120)
    size = models.BigIntegerField(_("bytes announced"))
    received = models.BigIntegerField(_("bytes received"), default=0)
    stored = models.BigIntegerField(_("bytes in the sealed file"), default=0)
    records = models.IntegerField(_("pieces"), default=0)
    key = SealedTextField(_("key of the original"))
    path = models.CharField(_("sealed file"), max_length=200)
    started_at = models.DateTimeField(_("begun"))
    touched_at = models.DateTimeField(_("last piece"), db_index=True)

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        constraints = [
            models.CheckConstraint(
                name="upload_belongs",
                condition=Q(draft__isnull=False, case__isnull=True) | Q(draft__isnull=True, case__isnull=False),
            ),
            models.CheckConstraint(
                name="upload_within_size", condition=Q(received__gte=0, received__lte=models.F("size"), size__gt=0)
            ),
        ]

    class Data:
        personal = {"name", "key", "path"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {
            "id", "public_id", "draft", "case", "by", "size", "received", "stored", "records", "started_at", "touched_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"upload {self.pk}"


class Message(models.Model):
    """Said openly in a case, for both parties and those who handle it; it moves no clock."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="messages")
    by = models.CharField(_("from"), max_length=10)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    text = models.TextField(_("message"), max_length=2000)
    at = models.DateTimeField(_("when"))
    only_body = models.BooleanField(_("only for the association"), default=False)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("at", "id")
        indexes = [models.Index(fields=["case", "at"], name="message_of_case")]

    class Data:
        personal = {"author", "text"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "public_id", "case", "by", "at", "only_body"}

    def __str__(self) -> str:
        return f"message {self.pk}"


class Draft(models.Model):
    """A complaint being written: kept from the first word under a token, claimed after log-in, purged after 30 days."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="drafts")
    content = SealedTextField(_("what was typed"))
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    class Data:
        personal = {"content", "user", "token"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "public_id", "created_at", "touched_at"}

    def __str__(self) -> str:
        return f"draft {self.pk}"
