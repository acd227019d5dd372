"""One notice on its way to one person by one channel, and the choice not to be told by some."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import BlindIndexField, SealedTextField
from notices.models.outbox import Outbox


class Channel(models.TextChoices):
    IN_APP = "in_app", _("in the app")
    EMAIL = "email", _("e-mail")
    SMS = "sms", _("text message")
    WECHAT = "wechat", _("WeChat")


class DeliveryStatus(models.TextChoices):
    WAITING = "waiting", _("on its way")
    SENT = "sent", _("delivered")
    FAILED = "failed", _("not delivered")
    DROPPED = "dropped", _("no longer needed")


class Delivery(models.Model):
    """Where the notice goes is sealed; what was said is kept, for it holds no personal data."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    outbox = models.ForeignKey(Outbox, models.CASCADE, related_name="deliveries", verbose_name=_("notice"))
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("person")
    )
    address = SealedTextField(_("address"), max_length=254, null=True)
    address_bidx = BlindIndexField(of="address", kind_from="index_kind", null=True)
    address_masked = models.CharField(_("address, masked"), max_length=120, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=DeliveryStatus, default=DeliveryStatus.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next attempt"))
    provider_id = models.CharField(_("provider's id"), max_length=120, blank=True)
    subject = models.CharField(_("subject"), max_length=120, blank=True)
    body = models.TextField(_("text"), blank=True)
    sent_at = models.DateTimeField(_("delivered at"), null=True, blank=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    failed_reason = models.CharField(_("why it failed"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="delivery_channel_known"),
            models.CheckConstraint(condition=Q(status__in=DeliveryStatus.values), name="delivery_status_known"),
            models.CheckConstraint(
                condition=Q(status=DeliveryStatus.SENT, sent_at__isnull=False)
                | (~Q(status=DeliveryStatus.SENT) & Q(sent_at=None)),
                name="delivery_sent_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(status=DeliveryStatus.FAILED) | ~Q(failed_reason=""), name="delivery_failure_has_a_reason"
            ),
            models.UniqueConstraint(fields=["outbox", "channel", "user"], name="delivery_once_per_person"),
            models.UniqueConstraint(
                fields=["outbox", "channel", "address_bidx"], name="delivery_once_per_address", condition=Q(user=None)
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"], name="delivery_waiting", condition=Q(status=DeliveryStatus.WAITING)
            ),
            models.Index(fields=["user", "-sent_at", "-id"], name="delivery_inbox", condition=Q(channel="in_app")),
            models.Index(fields=["provider_id"], name="delivery_provider", condition=~Q(provider_id="")),
            models.Index(fields=["user"], name="delivery_unread", condition=Q(channel="in_app", read_at=None)),
        ]

    class Data:
        personal = {"user", "address", "address_bidx", "address_masked"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {
            "id", "public_id", "outbox", "channel", "status", "attempts", "next_try_at", "provider_id", "subject",
            "body", "sent_at", "read_at", "failed_reason",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"delivery {self.pk}"

    __repr__ = __str__

    @property
    def index_kind(self) -> str | None:
        """What kind of address this channel has, for its blind index; None where there is none to find."""
        return {Channel.EMAIL: "email", Channel.SMS: "phone"}.get(Channel(self.channel))


class NoticePreference(models.Model):
    """A person's wish for one channel. It counts only for notices the law does not oblige us to send."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preferences", verbose_name=_("person")
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    wanted = models.BooleanField(_("wanted"), default=True)
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("notice preference")
        verbose_name_plural = _("notice preferences")
        constraints = [
            models.UniqueConstraint(fields=["user", "channel"], name="preference_once_per_channel"),
            models.CheckConstraint(
                condition=Q(channel__in=[Channel.EMAIL, Channel.SMS, Channel.WECHAT]), name="preference_channel_known"
            ),
        ]

    class Data:
        personal = {"user"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "channel", "wanted", "changed_at"}

    def __str__(self) -> str:
        return f"notice preference {self.pk}"
