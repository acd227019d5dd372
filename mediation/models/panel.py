"""The panel: who can mediate, what they know, where, when they are away, whom they are close to."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class PanelKind(models.TextChoices):
    FULL_TIME = "full_time", _("full-time")
    PART_TIME = "part_time", _("part-time")
    VOLUNTEER = "volunteer", _("volunteer")
    RETIRED = "retired", _("retired official")
    LAWYER = "lawyer", _("lawyer")


class PanelMember(models.Model):
    """A person on the panel of one or several bodies."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="panel_member", verbose_name=_("person")
    )
    organisations = models.ManyToManyField(
        "accounts.Organisation", related_name="panel", verbose_name=_("mediates for"), blank=True
    )
    kind = models.CharField(_("kind"), max_length=10, choices=PanelKind, default=PanelKind.PART_TIME)
    expertise = ArrayField(
        models.CharField(max_length=40), verbose_name=_("categories known"), default=list, blank=True
    )
    areas = ArrayField(
        models.CharField(max_length=9), verbose_name=_("divisions"), default=list, blank=True,
        help_text=_("Division codes; empty means everywhere."),
    )  # fmt: skip
    employer = models.CharField(_("employer"), max_length=120, blank=True)
    most_open = models.PositiveSmallIntegerField(_("open cases at most"), default=12)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("mediator on the panel")
        verbose_name_plural = _("panel of mediators")
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(name="panel_kind_known", condition=Q(kind__in=PanelKind.values)),
            models.CheckConstraint(name="panel_most_open_positive", condition=Q(most_open__gte=1)),
        ]

    class Data:
        personal = {"user", "employer"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "public_id", "organisations", "kind", "expertise", "areas", "most_open", "is_active"}

    def __str__(self) -> str:
        return f"panel member {self.pk}"


class Absence(models.Model):
    """Days on which nobody appoints this mediator, both ends included."""

    member = models.ForeignKey(PanelMember, models.CASCADE, related_name="absences")
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("until"))

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ("first_day", "id")
        constraints = [
            models.CheckConstraint(name="absence_in_order", condition=Q(last_day__gte=F("first_day"))),
        ]

    class Data:
        personal = {"first_day", "last_day"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "member"}

    def __str__(self) -> str:
        return f"absence {self.pk}"


class DeclaredConflict(models.Model):
    """A merchant with which a mediator says to have something to do."""

    member = models.ForeignKey(PanelMember, models.CASCADE, related_name="conflicts")
    merchant = models.ForeignKey("merchants.Merchant", models.CASCADE, related_name="+", verbose_name=_("merchant"))
    why = models.CharField(_("why"), max_length=200)
    declared_at = models.DateTimeField(_("declared"))

    class Meta:
        verbose_name = _("declared conflict of interest")
        verbose_name_plural = _("declared conflicts of interest")
        constraints = [models.UniqueConstraint(fields=["member", "merchant"], name="conflict_once_a_merchant")]

    class Data:
        personal = {"why"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "member", "merchant", "declared_at"}

    def __str__(self) -> str:
        return f"declared conflict {self.pk}"


class EndReason(models.TextChoices):
    CHALLENGED = "challenged", _("a party objected")
    STEPPED_DOWN = "stepped_down", _("stepped down")
    REPLACED = "replaced", _("the case went to another body or mediator")


class Appointment(models.Model):
    """A mediator of a case, from `at` until `ended_at`; `checks` keeps what was looked up before (conflicts, load)."""

    case = models.ForeignKey("complaints.Case", models.PROTECT, related_name="appointments")
    member = models.ForeignKey(PanelMember, models.PROTECT, related_name="appointments")
    event_seq = models.IntegerField()
    at = models.DateTimeField(_("when"))
    checks = models.JSONField(_("what was checked"), default=dict)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    why = models.CharField(_("why it ended"), max_length=12, choices=EndReason, blank=True)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ("case_id", "event_seq")
        constraints = [
            models.UniqueConstraint(fields=["case"], name="appointment_one_at_a_time", condition=Q(ended_at=None)),
            models.CheckConstraint(
                name="appointment_ends_with_reason",
                condition=Q(ended_at=None, why="") | Q(ended_at__isnull=False, why__in=EndReason.values),
            ),
        ]
        indexes = [models.Index(fields=["member", "-at"], name="appointment_of_member")]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "case", "member", "event_seq", "at", "checks", "ended_at", "why"}

    def __str__(self) -> str:
        return f"appointment {self.pk} in case {self.case_id}"
