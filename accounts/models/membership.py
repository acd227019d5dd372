"""Who works for which organisation, in which role."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models.organisation import Organisation


class Role(models.TextChoices):
    OFFICER = "officer", _("officer")
    MEDIATOR = "mediator", _("mediator")
    LEADER = "leader", _("leader")
    CLERK = "clerk", _("court clerk")
    JUDGE = "judge", _("judge")
    HANDLER = "handler", _("department handler")
    ADMIN = "admin", _("administrator")


class Membership(models.Model):
    """A role in an organisation: in force from `accepted_at` until `ended_at`."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)
    title = models.CharField(_("job title"), max_length=30, blank=True)
    accepted_at = models.DateTimeField(_("since"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("organisation_id", "id")
        constraints = [
            models.CheckConstraint(name="membership_role_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="membership_ends_after_it_began",
                condition=Q(ended_at__isnull=True) | Q(accepted_at__isnull=True) | Q(ended_at__gte=F("accepted_at")),
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                name="membership_once_at_a_time",
                condition=Q(ended_at__isnull=True),
            ),
        ]

    class Data:
        personal = {"user", "title"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "organisation", "role", "accepted_at", "ended_at"}

    def __str__(self) -> str:
        return f"membership {self.pk}"

    __repr__ = __str__
