"""Who may act for a merchant."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from merchants.models.merchant import Merchant
from merchants.models.store import Store


class MerchantMembership(models.Model):
    """A person's role at a merchant, or at one store of it only. It counts from `accepted_at` to `ended_at`."""

    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        ADMIN = "admin", _("administrator")
        AGENT = "agent", _("agent")
        VIEWER = "viewer", _("viewer")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="merchant_memberships", verbose_name=_("person")
    )
    merchant = models.ForeignKey(Merchant, models.CASCADE, related_name="memberships", verbose_name=_("merchant"))
    store = models.ForeignKey(
        Store, models.CASCADE, null=True, blank=True, related_name="memberships", verbose_name=_("store")
    )
    role = models.CharField(_("role"), max_length=8, choices=Role.choices)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "user", "merchant", "store", "role", "accepted_at", "created_at", "ended_at"}

    class Meta:
        verbose_name = _("member of a merchant's team")
        verbose_name_plural = _("merchants' teams")
        constraints = [
            models.UniqueConstraint(fields=["user", "merchant", "store"], name="membership_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"
