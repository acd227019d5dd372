"""An invitation to take a role in an organisation; whoever has the link and logs in may accept it once."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import BlindIndexField, SealedTextField
from accounts.models.membership import Role
from accounts.models.organisation import Organisation


class Invitation(models.Model):
    """Its link holds a token that is nowhere stored: only the digest is, so the table opens no door."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="invitations", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)
    title = models.CharField(_("job title"), max_length=30, blank=True)
    email = SealedTextField(_("e-mail"), max_length=254)
    email_bidx = BlindIndexField(kind="email", of="email")
    email_masked = models.CharField(_("e-mail, masked"), max_length=254)
    digest = models.BinaryField(max_length=32, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    created_at = models.DateTimeField(_("invited on"))
    expires_at = models.DateTimeField(_("good until"))
    accepted_at = models.DateTimeField(_("accepted on"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("accepted by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("-created_at", "-id")
        constraints = [
            models.CheckConstraint(name="invitation_role_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(name="invitation_expires_later", condition=Q(expires_at__gt=F("created_at"))),
            models.CheckConstraint(
                name="invitation_accepted_or_withdrawn",
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="invitation_accepted_by_somebody",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["organisation", "role", "email_bidx"],
                name="invitation_open_once",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]

    class Data:
        personal = {"title", "email", "email_bidx", "email_masked", "invited_by", "accepted_by"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {
            "id", "public_id", "organisation", "role", "digest", "created_at", "expires_at", "accepted_at",
            "withdrawn_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    __repr__ = __str__
