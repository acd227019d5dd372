"""What administrators did to somebody's account, and a second factor on its way out."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class AccountEvent(models.Model):
    """One act on an account, with its coded reason; append-only."""

    class What(models.TextChoices):
        SESSIONS_ENDED = "sessions_ended", _("all sessions ended")
        RESET_OPENED = "reset_opened", _("new second factor asked for")
        RESET_CONFIRMED = "reset_confirmed", _("confirmed by a second administrator")
        RESET_STOPPED = "reset_stopped", _("stopped")
        RESET_DONE = "reset_done", _("old second factors removed")

    class Reason(models.TextChoices):
        ASKED = "asked", _("the person asked for it")
        DEVICE_LOST = "device_lost", _("device lost or stolen")
        MISUSE = "misuse", _("suspected misuse")
        LEFT = "left", _("no longer works there")
        IN_PERSON = "in_person", _("came in person, with an identity card")
        VIDEO = "video", _("video call with somebody who knows them")
        LEADER = "leader", _("written word of the organisation's leader")

    at = models.DateTimeField(_("at"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    what = models.CharField(_("what"), max_length=20, choices=What)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, blank=True)

    class Meta:
        verbose_name = _("act on an account")
        verbose_name_plural = _("acts on accounts")
        indexes = [models.Index(fields=["user", "-at"], name="account_event_of_person")]
        triggers = [pgtrigger.Protect(name="account_event_append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    class Data:
        personal = {"user", "by"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "at", "what", "reason"}

    def __str__(self) -> str:
        return f"act {self.pk}"

    __repr__ = __str__


class FactorReset(models.Model):
    """Somebody lost every second factor: one administrator opens, another confirms, a day passes, then a link."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    reason = models.CharField(_("identity seen by"), max_length=20, choices=AccountEvent.Reason)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    opened_at = models.DateTimeField(_("asked for"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    effective_at = models.DateTimeField(_("in force from"), null=True)
    link_sent_at = models.DateTimeField(_("link sent"), null=True)
    done_at = models.DateTimeField(_("done"), null=True)
    stopped_at = models.DateTimeField(_("stopped"), null=True)

    class Meta:
        verbose_name = _("reset of the second factor")
        verbose_name_plural = _("resets of the second factor")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], name="factor_reset_open_once", condition=Q(done_at=None, stopped_at=None)
            ),
            models.CheckConstraint(
                name="factor_reset_by_two", condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("opened_by"))
            ),
            models.CheckConstraint(
                name="factor_reset_not_by_oneself",
                condition=~Q(user=F("opened_by")) & (Q(confirmed_by=None) | ~Q(user=F("confirmed_by"))),
            ),
            models.CheckConstraint(
                name="factor_reset_in_order",
                condition=(Q(confirmed_at=None, effective_at=None, link_sent_at=None, done_at=None))
                | Q(confirmed_at__gte=F("opened_at"), effective_at__gt=F("confirmed_at"), confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="factor_reset_ends_once", condition=Q(done_at__isnull=True) | Q(stopped_at__isnull=True)
            ),
        ]

    class Data:
        personal = {"user"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {
            "id", "public_id", "reason", "opened_by", "opened_at", "confirmed_by", "confirmed_at", "effective_at",
            "link_sent_at", "done_at", "stopped_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"factor reset {self.pk}"

    __repr__ = __str__
