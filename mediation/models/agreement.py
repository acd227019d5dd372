"""A mediated agreement: drafted from the demand lines, signed by both, in force on the day all have signed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.models import DemandKind


class MediatedAgreement(models.Model):
    """While a draft it is privileged like an offer; in force it is what duties, paper and court pack are made of."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("complaints.Case", models.PROTECT, related_name="agreements")
    facts = models.TextField(_("main facts"), max_length=4000)
    points = models.TextField(_("points in dispute"), max_length=2000, blank=True)
    place = models.CharField(_("place of the mediation"), max_length=160, blank=True)
    representative = models.CharField(_("legal representative of the merchant"), max_length=60, blank=True)
    agent = models.CharField(_("who acts for the merchant"), max_length=80, blank=True)
    effect = models.TextField(_("effect"), max_length=1000)
    total_fen = models.BigIntegerField(_("in all, in fen"), default=0)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(_("drafted"))
    effective_at = models.DateTimeField(_("in force since"), null=True, blank=True)
    event_seq = models.IntegerField(null=True, blank=True)
    dropped_at = models.DateTimeField(_("replaced by another draft"), null=True, blank=True)

    class Meta:
        verbose_name = _("mediated agreement")
        verbose_name_plural = _("mediated agreements")
        ordering = ("case_id", "id")
        constraints = [
            models.CheckConstraint(name="agreement_total_not_negative", condition=Q(total_fen__gte=0)),
            models.CheckConstraint(
                name="agreement_in_force_by_event",
                condition=Q(effective_at=None, event_seq=None) | Q(effective_at__isnull=False, event_seq__isnull=False),
            ),
            models.CheckConstraint(
                name="agreement_in_force_stays", condition=Q(effective_at=None) | Q(dropped_at=None)
            ),
            models.UniqueConstraint(
                fields=["case"], name="agreement_one_draft", condition=Q(effective_at=None, dropped_at=None)
            ),
        ]

    class Data:
        personal = {"representative", "agent"}
        privileged = {"points", "place", "facts", "effect", "total_fen", "drafted_by", "drafted_at"}
        public: set[str] = set()
        internal = {"id", "public_id", "case", "effective_at", "event_seq", "dropped_at"}

    def __str__(self) -> str:
        return f"agreement {self.pk} of case {self.case_id}"


class AgreementLine(models.Model):
    """One duty, specific enough to be enforced: what, how much, by when, in which way."""

    agreement = models.ForeignKey(MediatedAgreement, models.CASCADE, related_name="lines")
    position = models.SmallIntegerField()
    kind = models.CharField(_("kind"), max_length=14, choices=DemandKind)
    title = models.CharField(_("what"), max_length=60)
    amount_fen = models.BigIntegerField(_("amount, in fen"), null=True, blank=True)
    due_on = models.DateField(_("by when"))
    way = models.CharField(_("way of performance"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("line of an agreement")
        verbose_name_plural = _("lines of an agreement")
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["agreement", "position"], name="agreement_line_position_once"),
            models.CheckConstraint(name="agreement_line_kind_known", condition=Q(kind__in=DemandKind.values)),
            models.CheckConstraint(
                name="agreement_line_amount_positive", condition=Q(amount_fen=None) | Q(amount_fen__gt=0)
            ),
        ]

    class Data:
        personal = {"title", "way"}
        privileged = {"amount_fen", "due_on", "kind"}
        public: set[str] = set()
        internal = {"id", "agreement", "position"}

    def __str__(self) -> str:
        return f"line {self.position} of agreement {self.agreement_id}"
