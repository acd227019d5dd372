"""A deadline is a row, written once; only an event moves it (STYLE 9). Celery only sweeps."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.lifecycle.clockkinds import ClockKind
from complaints.models.case import Case


class Clock(models.Model):
    """Open while neither fired nor stopped. It keeps rule, value and source of the day it started (STYLE 13)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="clocks")
    kind = models.CharField(_("kind"), max_length=20, choices=ClockKind.choices())
    started_at = models.DateTimeField(_("started"))
    due = models.DateTimeField(_("ends"))
    rule = models.CharField(_("rule"), max_length=40, blank=True)
    value = models.IntegerField(_("value"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=10, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    # Only where the end was counted again since the start: from when, and how many days (none: a person named the day).
    counted_from = models.DateTimeField(_("counted from"), null=True, blank=True)
    counted_days = models.IntegerField(_("days counted"), null=True, blank=True)
    counted_unit = models.CharField(_("counted in"), max_length=10, blank=True, default="", db_default="")
    paused_at = models.DateTimeField(_("paused"), null=True, blank=True)
    days_left = models.IntegerField(_("days left when paused"), null=True, blank=True)
    fired_at = models.DateTimeField(_("ran out"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("stopped"), null=True, blank=True)
    error = models.CharField(_("why it could not act"), max_length=300, blank=True)
    retry_at = models.DateTimeField(_("tries again"), null=True, blank=True)

    class Meta:
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")
        constraints = [
            models.CheckConstraint(name="clock_kind_known", condition=Q(kind__in=[k.value for k in ClockKind])),
            models.CheckConstraint(name="clock_ends_once", condition=Q(fired_at=None) | Q(stopped_at=None)),
            models.CheckConstraint(
                name="clock_pause_whole",
                condition=Q(paused_at=None, days_left=None) | Q(paused_at__isnull=False, days_left__gte=0),
            ),
            models.CheckConstraint(
                name="clock_counted_whole",
                condition=Q(counted_days=None, counted_unit="")
                | Q(counted_from__isnull=False, counted_days__gte=0) & ~Q(counted_unit=""),
            ),
            models.UniqueConstraint(
                fields=["case", "kind"], name="clock_one_of_a_kind", condition=Q(fired_at=None, stopped_at=None)
            ),
        ]
        indexes = [
            # the sweep: no lower bound, oldest first; a week of downtime loses nothing (STYLE 10)
            models.Index(
                fields=["due", "id"], name="clock_due", condition=Q(fired_at=None, stopped_at=None, paused_at=None)
            ),
            models.Index(fields=["retry_at"], name="clock_failed", condition=~Q(error="")),
        ]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {
            "id", "case", "kind", "started_at", "due", "rule", "value", "unit", "source", "paused_at", "days_left",
            "fired_at", "stopped_at", "error", "retry_at", "counted_from", "counted_days", "counted_unit",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} of case {self.case_id}"

    @property
    def promise(self) -> str:
        """What was promised would happen at the end, in the reader's language (DESIGN 1: a page composes no other)."""
        return str(ClockKind.of(self.kind).then)
