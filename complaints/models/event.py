"""What happened to a case, in order, for good: append-only and chained by hash."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import SealedTextField
from complaints.models.case import Case

APPEND_ONLY = [
    pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
    pgtrigger.Trigger(
        name="no_truncate",
        level=pgtrigger.Statement,
        operation=pgtrigger.Truncate,
        when=pgtrigger.Before,
        func="RAISE EXCEPTION 'events are kept for good';",
    ),
]


class Event(models.Model):
    """One move. `data` is exactly what was hashed; a personal detail is in it only as a commitment."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    seq = models.IntegerField()
    at = models.DateTimeField(_("when"))
    action = models.CharField(_("what"), max_length=40)
    from_state = models.CharField(max_length=20, null=True)  # noqa: DJ001  # null: there was none before filing
    to_state = models.CharField(max_length=20)
    data = models.JSONField()
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="event_once")]
        indexes = [models.Index(fields=["at", "id"], name="event_at")]
        triggers = APPEND_ONLY

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "case", "seq", "at", "action", "from_state", "to_state", "data", "previous", "hash"}

    def __str__(self) -> str:
        return f"event {self.seq} of case {self.case_id}"


class EventDetail(models.Model):
    """The personal part of an event, sealed, with the salt of its commitment: erased together."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.OneToOneField(Event, models.PROTECT, related_name="detail")
    salt = models.BinaryField(max_length=16, null=True)
    text = SealedTextField(_("detail"), null=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    class Meta:
        verbose_name = _("event detail")
        verbose_name_plural = _("event details")
        constraints = [
            models.CheckConstraint(
                name="event_detail_erased_whole",
                condition=Q(erased_at=None, salt__isnull=False, text__isnull=False)
                | Q(erased_at__isnull=False, salt__isnull=True, text__isnull=True),
            )
        ]

    class Data:
        personal = {"salt", "text"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "public_id", "event", "erased_at"}

    def __str__(self) -> str:
        return f"detail of event {self.event_id}"


class LogRoot(models.Model):
    """The Merkle root of a day's events (Shanghai), published with all blinded leaves; once per day."""

    day = models.DateField(_("day"), unique=True)
    root = models.BinaryField(max_length=32)
    count = models.IntegerField(_("events"))
    previous = models.BinaryField(max_length=32)
    last_event_id = models.BigIntegerField()
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("daily root")
        verbose_name_plural = _("daily roots")
        triggers = [pgtrigger.Protect(name="root_append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public = {"day", "root", "count", "previous", "made_at"}
        internal = {"id", "last_event_id"}

    def __str__(self) -> str:
        return f"root of {self.day}"


class LogKey(models.Model):
    """What blinds the leaves of the published days: one row, made with the tables, sealed, the same for good.

    It has nothing to do with INDEX_KEY, so that one can change while every day ever published still verifies.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = SealedTextField(_("key of the leaves"))

    class Meta:
        verbose_name = _("key of the log")
        verbose_name_plural = _("keys of the log")
        triggers = [pgtrigger.Protect(name="log_key_stays", operation=pgtrigger.Delete)]

    class Data:
        personal: set[str] = set()
        privileged = {"key"}
        public: set[str] = set()
        internal = {"id", "public_id"}

    def __str__(self) -> str:
        return f"log key {self.pk}"
