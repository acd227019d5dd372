"""Sittings: back-to-back (one side alone) or round-table. Their joint record, signed by both, is not privileged."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SittingKind(models.TextChoices):
    BACK_TO_BACK = "back_to_back", _("back-to-back")
    ROUND_TABLE = "round_table", _("round-table")


class Mode(models.TextChoices):
    ON_SITE = "on_site", _("on site")
    ONLINE = "online", _("online")


class SittingState(models.TextChoices):
    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")


class Sitting(models.Model):
    """One meeting of a mediation. `sequence` counts changes, for calendar files. Nothing is recorded (FEATURES A8)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("complaints.Case", models.PROTECT, related_name="sittings")
    kind = models.CharField(_("kind"), max_length=12, choices=SittingKind)
    mode = models.CharField(_("where"), max_length=8, choices=Mode)
    starts_at = models.DateTimeField(_("begins"))
    minutes_planned = models.PositiveSmallIntegerField(_("minutes planned"), default=60)
    place = models.CharField(_("place"), max_length=160, blank=True)
    link = models.URLField(_("link"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=SittingState, default=SittingState.PLANNED)
    sequence = models.PositiveSmallIntegerField(default=0)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    held_at = models.DateTimeField(_("held"), null=True, blank=True)
    rights_told = models.BooleanField(_("both sides were told their rights"), default=False)
    minutes = models.TextField(_("joint record"), max_length=10_000, blank=True)

    class Meta:
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        ordering = ("starts_at", "id")
        constraints = [
            models.CheckConstraint(name="sitting_kind_known", condition=Q(kind__in=SittingKind.values)),
            models.CheckConstraint(
                name="sitting_has_a_place",
                condition=(Q(mode="on_site") & ~Q(place="")) | (Q(mode="online") & ~Q(link="")),
            ),
            models.CheckConstraint(
                name="sitting_held_has_moment",
                condition=Q(state="held", held_at__isnull=False) | (~Q(state="held") & Q(held_at=None)),
            ),
            # one side alone says things the other must not read: only a round-table has a joint record
            models.CheckConstraint(name="sitting_record_is_joint", condition=Q(minutes="") | Q(kind="round_table")),
        ]
        indexes = [models.Index(fields=["case", "starts_at"], name="sitting_of_case")]

    class Data:
        personal = {"minutes"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {
            "id", "public_id", "case", "kind", "mode", "starts_at", "minutes_planned", "place", "link", "state", "sequence",
            "planned_by", "planned_at", "held_at", "rights_told",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"sitting {self.pk} of case {self.case_id}"


class Attendance(models.Model):
    """Who of a side came to a sitting, and with which authority."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="attendance")
    side = models.CharField(
        _("side"), max_length=10, choices=[("consumer", _("consumer")), ("merchant", _("merchant"))]
    )
    present = models.BooleanField(_("came"))
    who = models.CharField(
        _("who came"), max_length=80, blank=True, help_text=_("In person, or an agent with a mandate.")
    )

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(fields=["sitting", "side"], name="attendance_once_a_side"),
            models.CheckConstraint(name="attendance_side_known", condition=Q(side__in=["consumer", "merchant"])),
        ]

    class Data:
        personal = {"who"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "sitting", "side", "present"}

    def __str__(self) -> str:
        return f"attendance {self.pk}"
