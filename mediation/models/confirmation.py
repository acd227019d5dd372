"""The pack of a joint application for judicial confirmation, and the shared court room where it is dealt with."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mediation.models.agreement import MediatedAgreement


class PackState(models.TextChoices):
    PREPARING = "preparing", _("being prepared")
    FILED = "filed", _("before the court")
    GRANTED = "granted", _("confirmed")
    REFUSED = "refused", _("refused")


class ConfirmationPack(models.Model):
    """One application. It names the agreement; offers and notes are not in it and cannot be (mediation/judicial)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("complaints.Case", models.PROTECT, related_name="confirmation_packs")
    event_seq = models.IntegerField()
    agreement = models.ForeignKey(MediatedAgreement, models.PROTECT, null=True, related_name="packs")
    court = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="packs", verbose_name=_("court"))
    body = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+", verbose_name=_("body"))
    state = models.CharField(_("state"), max_length=9, choices=PackState, default=PackState.PREPARING)
    prepared_at = models.DateTimeField(_("begun"))
    filed_at = models.DateTimeField(_("filed"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    ruling_number = models.CharField(_("number of the ruling"), max_length=60, blank=True)
    ruling = models.TextField(_("what the court says"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("application for judicial confirmation")
        verbose_name_plural = _("applications for judicial confirmation")
        ordering = ("-prepared_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["case", "event_seq"], name="pack_once_an_event"),
            models.CheckConstraint(name="pack_state_known", condition=Q(state__in=PackState.values)),
            models.CheckConstraint(
                name="pack_decided_has_moment",
                condition=Q(state__in=["granted", "refused"], decided_at__isnull=False, filed_at__isnull=False)
                | (~Q(state__in=["granted", "refused"]) & Q(decided_at=None)),
            ),
        ]
        indexes = [models.Index(fields=["court", "state", "-prepared_at"], name="pack_of_court")]

    class Data:
        personal = {"ruling"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {
            "id", "public_id", "case", "event_seq", "agreement", "court", "body", "state", "prepared_at", "filed_at",
            "decided_at", "ruling_number",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"pack {self.pk} of case {self.case_id}"


class PackPaperKind(models.TextChoices):
    """What a court asks for with a joint application (民诉法, 司法确认; DOMAIN 8)."""

    APPLICATION = "application", _("joint application")
    AGREEMENT = "agreement", _("mediation agreement")
    EVIDENCE_LIST = "evidence_list", _("list of evidence")
    IDENTITY = "identity", _("proof of both parties' identity")
    BODY = "body", _("proof of the mediating body's standing")


class PackPaper(models.Model):
    """A line of the checklist: there or still missing."""

    pack = models.ForeignKey(ConfirmationPack, models.CASCADE, related_name="papers")
    kind = models.CharField(_("paper"), max_length=14, choices=PackPaperKind)
    ready_at = models.DateTimeField(_("there since"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("paper of an application")
        verbose_name_plural = _("papers of an application")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["pack", "kind"], name="pack_paper_once"),
            models.CheckConstraint(name="pack_paper_kind_known", condition=Q(kind__in=PackPaperKind.values)),
        ]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "pack", "kind", "ready_at", "by"}

    def __str__(self) -> str:
        return f"{self.kind} of pack {self.pack_id}"


class Step(models.TextChoices):
    """The agenda of the shared court room, in order."""

    IDENTITY = "identity", _("Identities are checked")
    RIGHTS = "rights", _("Rights and duties are told")
    READING = "reading", _("The agreement is read line by line")
    SIGNING = "signing", _("Both sides sign")
    REVIEW = "review", _("The court examines")
    RULING = "ruling", _("The ruling is given")


class AgendaStep(models.Model):
    """A step of the agenda that is done."""

    pack = models.ForeignKey(ConfirmationPack, models.CASCADE, related_name="steps")
    step = models.CharField(_("step"), max_length=8, choices=Step)
    done_at = models.DateTimeField(_("done"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("step of the court room")
        verbose_name_plural = _("steps of the court room")
        constraints = [
            models.UniqueConstraint(fields=["pack", "step"], name="agenda_step_once"),
            models.CheckConstraint(name="agenda_step_known", condition=Q(step__in=Step.values)),
        ]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "pack", "step", "done_at", "by"}

    def __str__(self) -> str:
        return f"{self.step} of pack {self.pack_id}"


class Seat(models.TextChoices):
    """Who sits in a shared court room: 2 + 1 + N, and the parties."""

    SUPERVISION = "supervision", _("market supervision")
    COURT = "court", _("court")
    JUSTICE = "justice", _("justice office")
    STATION = "station", _("12315 station or ODR company")
    MEDIATOR = "mediator", _("mediator")
    CONSUMER = "consumer", _("consumer")
    MERCHANT = "merchant", _("merchant")


class Presence(models.Model):
    """Who came into the room, and when they left."""

    pack = models.ForeignKey(ConfirmationPack, models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seat = models.CharField(_("seat"), max_length=12, choices=Seat)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    came_at = models.DateTimeField(_("came"))
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["pack", "user", "seat"], name="presence_once_a_seat"),
            models.CheckConstraint(name="presence_seat_known", condition=Q(seat__in=Seat.values)),
        ]

    class Data:
        personal = {"user"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "pack", "seat", "organisation", "came_at", "left_at"}

    def __str__(self) -> str:
        return f"presence {self.pk}"
