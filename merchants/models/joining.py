"""How somebody comes to act for a merchant: a request with the licence, or a colleague's invitation."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import BlindIndexField, SealedTextField
from merchants.models.merchant import Merchant
from merchants.models.team import MerchantMembership


class JoinRequest(models.Model):
    """Somebody shows the licence and asks to act for a merchant; an officer decides."""

    class State(models.TextChoices):
        OPEN = "open", _("to be decided")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")

    class Refusal(models.TextChoices):
        UNREADABLE = "unreadable", _("the licence cannot be read")
        OTHER_COMPANY = "other_company", _("the licence is another company's")
        NO_AUTHORITY = "no_authority", _("nothing shows that you may act for the company")
        TAKEN = "taken", _("the merchant has an administrator already: ask for an invitation")
        OTHER = "other", _("another reason")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="join_requests")
    uscc = models.CharField(_("unified social credit code"), max_length=18)
    name = models.CharField(_("name on the licence"), max_length=200)
    merchant = models.ForeignKey(Merchant, models.PROTECT, null=True, blank=True, related_name="join_requests")
    division_code = models.CharField(_("division"), max_length=12, blank=True)
    position = models.CharField(_("position in the company"), max_length=30)
    licence = models.CharField(_("file of the licence"), max_length=200)
    licence_key = SealedTextField(_("key of the licence"), null=True)  # a key per file: erased with it (STYLE 21)
    media_type = models.CharField(max_length=40)
    body = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="join_requests",
        verbose_name=_("decided by"),
    )  # fmt: skip
    asked_at = models.DateTimeField(_("asked on"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    refusal = models.CharField(_("why not"), max_length=14, choices=Refusal, blank=True)

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        constraints = [
            models.CheckConstraint(
                name="join_request_state_known", condition=Q(state__in=["open", "accepted", "refused"])
            ),
            models.CheckConstraint(
                name="join_request_decided_whole",
                condition=Q(state="open", decided_at=None, decided_by=None, refusal="")
                | Q(
                    state="accepted",
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                    refusal="",
                    merchant__isnull=False,
                )
                | (Q(state="refused", decided_at__isnull=False, decided_by__isnull=False) & ~Q(refusal="")),
            ),
            models.UniqueConstraint(fields=["user", "uscc"], name="join_request_open_once", condition=Q(state="open")),
        ]
        indexes = [models.Index(fields=["asked_at", "id"], name="join_request_open", condition=Q(state="open"))]

    class Data:
        personal = {"user", "position", "licence", "licence_key"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {
            "id", "public_id", "uscc", "name", "merchant", "division_code", "media_type", "body", "asked_at", "state",
            "decided_at", "decided_by", "refusal",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"request to join {self.pk}"

    __repr__ = __str__


class TeamInvitation(models.Model):
    """A place in a merchant's team, for whoever logs in with the phone it names. The link's token is not stored."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    merchant = models.ForeignKey(Merchant, models.PROTECT, related_name="invitations")
    role = models.CharField(_("role"), max_length=8, choices=MerchantMembership.Role.choices)
    phone = SealedTextField(_("phone"), max_length=30)
    phone_bidx = BlindIndexField(kind="phone", of="phone")
    phone_masked = models.CharField(_("phone, masked"), max_length=30)
    digest = models.BinaryField(max_length=32, unique=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("invited on"))
    expires_at = models.DateTimeField(_("good until"))
    accepted_at = models.DateTimeField(_("accepted on"), null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation into a merchant's team")
        verbose_name_plural = _("invitations into merchants' teams")
        ordering = ("-created_at", "-id")
        constraints = [
            models.CheckConstraint(
                name="team_invitation_role_known", condition=Q(role__in=MerchantMembership.Role.values)
            ),
            models.CheckConstraint(name="team_invitation_expires_later", condition=Q(expires_at__gt=F("created_at"))),
            models.CheckConstraint(
                name="team_invitation_accepted_whole",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, withdrawn_at=None),
            ),
            models.UniqueConstraint(
                fields=["merchant", "phone_bidx"],
                name="team_invitation_open_once",
                condition=Q(accepted_at=None, withdrawn_at=None),
            ),
        ]

    class Data:
        personal = {"phone", "phone_bidx", "phone_masked", "invited_by", "accepted_by"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {
            "id", "public_id", "merchant", "role", "digest", "created_at", "expires_at", "accepted_at", "withdrawn_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    __repr__ = __str__
