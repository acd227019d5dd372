"""Which court confirms whose agreements, and the papers of one side alone."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import MEDIATING_KINDS, OrganisationKind


class PracticeGround(models.TextChoices):
    STATUTE = "statute", _("by law")
    INVITED = "invited", _("the court has invited the body (特邀调解)")
    RECORDED = "recorded", _("recorded practice of the court")


class CourtPractice(models.Model):
    """One cell of the table body kind × court (DOMAIN 8). An empty court means every court, an empty body the whole kind."""

    court = models.ForeignKey(
        "accounts.Organisation", models.CASCADE, null=True, blank=True, related_name="practices", verbose_name=_("court"),
    )  # fmt: skip
    body_kind = models.CharField(
        _("kind of body"), max_length=20, choices=[(kind.value, kind.label) for kind in MEDIATING_KINDS]
    )
    body = models.ForeignKey(
        "accounts.Organisation", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("this body only"),
    )  # fmt: skip
    eligible = models.BooleanField(_("confirms"))
    ground = models.CharField(_("ground"), max_length=10, choices=PracticeGround)
    source = models.CharField(_("source"), max_length=200)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("last day"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("practice of a court")
        verbose_name_plural = _("practices of courts")
        constraints = [
            models.CheckConstraint(
                name="practice_kind_mediates", condition=Q(body_kind__in=[kind.value for kind in MEDIATING_KINDS])
            ),
            models.CheckConstraint(name="practice_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="practice_dates", condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))
            ),
            # what holds at every court is law; a court's own habit names the court
            models.CheckConstraint(
                name="practice_without_court_is_law", condition=Q(court__isnull=False) | Q(ground="statute")
            ),
            models.UniqueConstraint(
                fields=["court", "body_kind", "body", "valid_from"], name="practice_once", nulls_distinct=False
            ),
        ]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public = {"court", "body_kind", "body", "eligible", "ground", "source", "valid_from", "valid_to"}
        internal = {"id"}

    def __str__(self) -> str:
        return f"practice {self.pk}: {OrganisationKind(self.body_kind).value}"


class KitReason(models.TextChoices):
    FAILED = "failed", _("mediation ended without agreement")
    BREACH = "breach", _("the agreement was not performed")
    SUPPORT = "support", _("the association supports the lawsuit")


class CourtKit(models.Model):
    """The papers with which one side alone goes to court: payment order, small claim, enforcement (FEATURES A21)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("complaints.Case", models.PROTECT, related_name="court_kits")
    event_seq = models.IntegerField()
    reason = models.CharField(_("why"), max_length=8, choices=KitReason)
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("court papers of one side")
        verbose_name_plural = _("court papers of one side")
        ordering = ("case_id", "event_seq")
        constraints = [
            models.UniqueConstraint(fields=["case", "event_seq"], name="kit_once_an_event"),
            models.CheckConstraint(name="kit_reason_known", condition=Q(reason__in=KitReason.values)),
        ]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "public_id", "case", "event_seq", "reason", "made_at"}

    def __str__(self) -> str:
        return f"court kit {self.pk} of case {self.case_id}"
