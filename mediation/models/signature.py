"""Who put their name to what. A tick or a drawing is evidence of contract, not a reliable electronic signature."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import SealedTextField


class Side(models.TextChoices):
    CONSUMER = "consumer", _("consumer")
    MERCHANT = "merchant", _("merchant")
    MEDIATOR = "mediator", _("mediator")


class Signed(models.TextChoices):
    AGREEMENT = "agreement", _("mediation agreement")
    MINUTES = "minutes", _("joint record of a sitting")
    APPLICATION = "application", _("joint application for judicial confirmation")
    EVIDENCE_LIST = "evidence_list", _("list of evidence")


class How(models.TextChoices):
    """电子签名法 13: only a certificate (or ink on paper) is enough for a court."""

    ON_SCREEN = "on_screen", _("on screen")
    PAPER = "paper", _("on paper, kept by the body")
    CERTIFICATE = "certificate", _("with a certificate")

    @property
    def enough_for_court(self) -> bool:
        return self is not How.ON_SCREEN


class Signature(models.Model):
    """One side's signature under one paper; the court may ask for a better one, so each way once."""

    case = models.ForeignKey("complaints.Case", models.PROTECT, related_name="signatures")
    signed = models.CharField(_("paper"), max_length=14, choices=Signed)
    subject_id = models.BigIntegerField(_("which one"))
    side = models.CharField(_("side"), max_length=8, choices=Side)
    how = models.CharField(_("how"), max_length=12, choices=How)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ("at", "id")
        constraints = [
            models.UniqueConstraint(fields=["signed", "subject_id", "side", "how"], name="signature_once_a_way"),
            models.CheckConstraint(name="signature_side_known", condition=Q(side__in=Side.values)),
            models.CheckConstraint(name="signature_how_known", condition=Q(how__in=How.values)),
        ]
        indexes = [models.Index(fields=["case", "signed"], name="signature_of_case")]

    class Data:
        personal = {"by"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "case", "signed", "subject_id", "side", "how", "at"}

    def __str__(self) -> str:
        return f"signature {self.pk}"


class MarkKind(models.TextChoices):
    """What was put on the screen beside the typed name."""

    DRAWN = "drawn", _("drawn on a screen")
    PICTURE = "picture", _("picture of a signature")
    TYPED = "typed", _("name typed on a screen")


class SignatureMark(models.Model):
    """What a signature on the screen looks like, and the fingerprint of what was signed. Sealed; placed in the paper."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    signature = models.OneToOneField(Signature, models.CASCADE, related_name="mark", verbose_name=_("signature"))
    kind = models.CharField(_("kind"), max_length=8, choices=MarkKind)
    name = SealedTextField(_("name"), max_length=80)
    image = SealedTextField(_("image"), null=True)
    sha256 = models.CharField(_("SHA-256 of what was signed"), max_length=64)

    class Meta:
        verbose_name = _("look of a signature")
        verbose_name_plural = _("looks of signatures")
        constraints = [
            models.CheckConstraint(
                name="mark_has_its_image",
                condition=Q(kind=MarkKind.TYPED, image__isnull=True)
                | Q(kind__in=[MarkKind.DRAWN, MarkKind.PICTURE], image__isnull=False),
            ),
        ]

    class Data:
        personal = {"name", "image"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "public_id", "signature", "kind", "sha256"}

    def __str__(self) -> str:
        return f"look of signature {self.signature_id}"

    __repr__ = __str__
