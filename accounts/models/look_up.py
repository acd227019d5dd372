"""Who has looked for somebody or something by a key: of which kind, and its blind index."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.actors import ActorKind


class LookUp(models.Model):
    """Append-only. The key itself is not kept, so the index cannot be made anew when INDEX_KEY changes."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("phone")
        EMAIL = "email", _("e-mail")
        ID_NUMBER = "id_number", _("identity number")
        NUMBER = "number", _("number")
        WORDS = "words", _("words")

    at = models.DateTimeField(_("at"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    actor_kind = models.CharField(_("in the capacity of"), max_length=10, choices=ActorKind)
    organisation_id = models.BigIntegerField(_("organisation"), null=True)
    merchant_id = models.BigIntegerField(_("merchant"), null=True)
    route = models.CharField(_("route"), max_length=80)
    kind = models.CharField(_("kind of key"), max_length=10, choices=Kind)
    index = models.BinaryField(_("blind index"), max_length=16, null=True)

    class Meta:
        verbose_name = _("look-up")
        verbose_name_plural = _("look-ups")
        indexes = [
            models.Index(fields=["index"], name="look_up_by_key"),
            models.Index(fields=["user", "at"], name="look_up_by_person"),
        ]
        triggers = [pgtrigger.Protect(name="look_up_is_never_changed", operation=pgtrigger.Update)]

    class Data:
        personal = {"user", "index"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "at", "actor_kind", "organisation_id", "merchant_id", "route", "kind"}

    def __str__(self) -> str:
        return f"look-up {self.pk}"

    __repr__ = __str__
