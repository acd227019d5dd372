"""The consumer's story: told once, shared by all its cases. Who the consumer is lies apart, sealed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import BlindIndexField, SealedTextField


class Channel(models.TextChoices):
    WEB = "web", _("web")
    WECHAT = "wechat", _("WeChat")
    COUNTER = "counter", _("at the counter")
    PHONE = "phone", _("by telephone")
    LETTER = "letter", _("by letter")
    IMPORT = "import", _("from another system")
    COURT = "court", _("from a court")


class Complaint(models.Model):
    """Head of a story. Numbers, states and clocks belong to its cases."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="complaints",
        verbose_name=_("consumer's account"),
    )  # fmt: skip
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.WEB)
    title = models.CharField(_("in one line"), max_length=60)
    category_code = models.CharField(_("goods or service"), max_length=40, blank=True, db_index=True)
    issue_code = models.CharField(_("issue"), max_length=40, blank=True)
    region = models.CharField(_("where the consumer is"), max_length=9)
    received_at = models.DateTimeField(_("received"))
    happened_on = models.DateField(_("day of purchase"), null=True, blank=True)
    paid_fen = models.BigIntegerField(_("paid, in fen"), null=True, blank=True)
    idempotency_key = models.UUIDField(_("of the form that filed it"), unique=True, default=uuid.uuid4)
    consents_to_transfer = models.BooleanField(_("asks for automatic transfer"), default=True)
    consents_to_publication_at = models.DateTimeField(_("agreed to publication"), null=True, blank=True)
    publication_revoked_at = models.DateTimeField(_("revoked publication"), null=True, blank=True)
    handled_elsewhere = models.CharField(_("who else has it"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        constraints = [
            models.CheckConstraint(name="complaint_channel_known", condition=Q(channel__in=Channel.values)),
            models.CheckConstraint(name="complaint_paid_not_negative", condition=Q(paid_fen=None) | Q(paid_fen__gte=0)),
        ]
        indexes = [models.Index(fields=["user", "-received_at"], name="complaint_of_user")]

    class Data:
        personal = {"user", "title"}
        privileged: set[str] = set()
        public = {"category_code", "issue_code", "region", "happened_on", "paid_fen"}
        internal = {
            "id", "public_id", "channel", "received_at", "idempotency_key", "consents_to_transfer",
            "consents_to_publication_at", "publication_revoked_at", "handled_elsewhere",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"complaint {self.pk}"


class Narrative(models.Model):
    """What happened, in the consumer's words: restricted, never joined by an export or a disclosure query."""

    complaint = models.OneToOneField(Complaint, models.CASCADE, primary_key=True, related_name="narrative")
    text = models.TextField(_("what happened"), max_length=10_000)

    class Meta:
        verbose_name = _("narrative")
        verbose_name_plural = _("narratives")

    class Data:
        personal = {"text"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"complaint"}

    def __str__(self) -> str:
        return f"narrative of complaint {self.pk}"


class ContactScope(models.TextChoices):
    SHARE = "share", _("the merchant may contact me")
    PLATFORM = "platform", _("only through the platform")


class Complainant(models.Model):
    """Who the consumer is. Lists show the masked copies and open nothing."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    complaint = models.OneToOneField(Complaint, models.CASCADE, related_name="complainant")
    name = SealedTextField(_("name"), max_length=60)
    name_masked = models.CharField(max_length=20)
    phone = SealedTextField(_("telephone"), max_length=30, null=True, blank=True)
    phone_bidx = BlindIndexField(kind="phone", of="phone", null=True)
    phone_masked = models.CharField(max_length=30, blank=True)
    email = SealedTextField(_("e-mail"), max_length=120, null=True, blank=True)
    address = SealedTextField(_("address"), max_length=200, null=True, blank=True)
    id_number = SealedTextField(_("identity number"), max_length=18, null=True, blank=True)
    id_number_bidx = BlindIndexField(kind="id_number", of="id_number", null=True)
    order_number = SealedTextField(_("order number"), max_length=60, null=True, blank=True)
    order_number_bidx = BlindIndexField(kind="order_number", of="order_number", null=True)
    identity_verified_at = models.DateTimeField(_("identity verified"), null=True, blank=True)
    identity_verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    contact_scope = models.CharField(_("contact"), max_length=10, choices=ContactScope, default=ContactScope.PLATFORM)

    class Meta:
        verbose_name = _("complainant")
        verbose_name_plural = _("complainants")
        constraints = [
            models.CheckConstraint(name="complainant_scope_known", condition=Q(contact_scope__in=ContactScope.values))
        ]

    class Data:
        personal = {
            "name", "name_masked", "phone", "phone_bidx", "phone_masked", "email", "address", "id_number",
            "id_number_bidx", "order_number", "order_number_bidx",
        }  # fmt: skip
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {
            "id", "public_id", "complaint", "identity_verified_at", "identity_verified_by", "contact_scope",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"complainant {self.pk}"
