"""A store: a place of business of a merchant, with an address (and so a jurisdiction) of its own."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from merchants.models.merchant import Merchant


class Store(models.Model):
    """A branch or shop of a merchant. A case may name it; the entity answers."""

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("store", "open")
        CLOSED = "closed", pgettext_lazy("store", "closed")
        UNKNOWN = "unknown", _("unknown")

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    merchant = models.ForeignKey(Merchant, models.CASCADE, related_name="stores", verbose_name=_("merchant"))
    brand = models.ForeignKey("merchants.Brand", models.SET_NULL, null=True, blank=True, related_name="stores",
                              verbose_name=_("brand"))  # fmt: skip
    name = models.CharField(_("name"), max_length=200)
    division_code = models.CharField(_("division"), max_length=12, blank=True, db_index=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.OPEN)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public = {"public_id", "name", "division_code", "address", "status"}
        internal = {"id", "merchant", "brand", "phone", "created_at"}

    class Meta:
        verbose_name = _("store")
        verbose_name_plural = _("stores")
        constraints = [models.UniqueConstraint(fields=["merchant", "name"], name="store_name_once")]

    def __str__(self) -> str:
        return self.name
