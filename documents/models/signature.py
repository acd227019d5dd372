"""Who signed a paper, and how: which of it a court takes as a signature is another question (电子签名法 13)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import SealedTextField
from documents.models.paper import Paper


class SignatureKind(models.TextChoices):
    DRAWN = "drawn", _("drawn on a screen")
    PICTURE = "picture", _("picture of a signature")
    TYPED = "typed", _("name typed on a screen")
    SCAN = "scan", _("on paper, scanned")
    CERTIFICATE = "certificate", _("by certificate")


class Signature(models.Model):
    """`parts_sha256` is the content that was signed; a paper whose content changed afterwards is not signed.

    A signature drawn, photographed or typed is evidence of the contract, not a reliable electronic signature; a scan
    refers to an original on paper; a certificate is reliable when it is no test certificate.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="signatures", verbose_name=_("paper"))
    kind = models.CharField(_("kind"), max_length=12, choices=SignatureKind)
    role = models.CharField(_("role in the paper"), max_length=30)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    name = SealedTextField(_("name"), max_length=80)
    image = SealedTextField(_("image"), null=True)
    parts_sha256 = models.CharField(_("SHA-256 of what was signed"), max_length=64)
    certificate_sha256 = models.CharField(_("fingerprint of the certificate"), max_length=64, blank=True)
    is_test = models.BooleanField(_("test certificate"), default=False)
    signed_at = models.DateTimeField(_("signed at"))

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ("signed_at", "id")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SignatureKind.values), name="signature_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=SignatureKind.CERTIFICATE) ^ Q(certificate_sha256=""),
                name="signature_certificate_has_a_fingerprint",
            ),
            models.CheckConstraint(
                condition=Q(kind=SignatureKind.CERTIFICATE) | Q(is_test=False), name="signature_only_certificates_test"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[SignatureKind.DRAWN, SignatureKind.PICTURE]) | Q(image__isnull=False),
                name="signature_drawn_has_an_image",
            ),
            models.UniqueConstraint(fields=["paper", "role"], name="signature_once_per_role"),
        ]

    class Data:
        personal = {"user", "name", "image", "role"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {
            "id", "public_id", "paper", "kind", "parts_sha256", "certificate_sha256", "is_test", "signed_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"signature {self.pk}"

    __repr__ = __str__

    @property
    def is_reliable(self) -> bool:
        """Counts before a court like a signature by hand (电子签名法 13, 14)."""
        return self.kind == SignatureKind.CERTIFICATE and not self.is_test
