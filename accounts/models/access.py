"""Who has read what: one row for each non-public read."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.actors import ActorKind


class AccessLog(models.Model):
    """Append-only; `object_kind` and `object_id` name the thing read by its public id."""

    at = models.DateTimeField(_("at"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("person"),
        db_constraint=False,  # accounts are closed, never deleted; the check would lock the person's row at every read
    )  # fmt: skip
    actor_kind = models.CharField(_("in the capacity of"), max_length=10, choices=ActorKind)
    organisation_id = models.BigIntegerField(_("organisation"), null=True)
    merchant_id = models.BigIntegerField(_("merchant"), null=True)
    route = models.CharField(_("route"), max_length=80)
    object_kind = models.CharField(_("kind of object"), max_length=30)
    object_id = models.UUIDField(_("object"), null=True)

    class Meta:
        verbose_name = _("access")
        verbose_name_plural = _("accesses")
        indexes = [
            models.Index(fields=["object_kind", "object_id", "at"], name="access_by_object"),
            models.Index(fields=["user", "at"], name="access_by_person"),
            models.Index(  # "the merchant saw your complaint": not through a thousand visits of the consumer
                fields=["object_id", "object_kind", "merchant_id", "at"],
                name="access_by_merchant",
                condition=~models.Q(merchant_id=None),
            ),
        ]
        triggers = [pgtrigger.Protect(name="access_is_never_changed", operation=pgtrigger.Update)]

    class Data:
        personal = {"user"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "at", "actor_kind", "organisation_id", "merchant_id", "route", "object_kind", "object_id"}

    def __str__(self) -> str:
        return f"access {self.pk}"

    __repr__ = __str__
