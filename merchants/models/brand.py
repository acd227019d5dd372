"""Brands and shops on platforms: the names on the sign, which are seldom the names in the register."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from merchants.models.merchant import Merchant


class Brand(models.Model):
    """A brand, used by its owner and by the merchants who trade under it (a franchise)."""

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=100, unique=True)
    owner = models.ForeignKey(Merchant, models.SET_NULL, null=True, blank=True, related_name="owned_brands",
                              verbose_name=_("owner"))  # fmt: skip
    merchants = models.ManyToManyField(Merchant, blank=True, related_name="brands", verbose_name=_("used by"))

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public = {"public_id", "name", "owner", "merchants"}
        internal = {"id"}

    class Meta:
        verbose_name = _("brand")
        verbose_name_plural = _("brands")

    def __str__(self) -> str:
        return self.name


class PlatformShop(models.Model):
    """A shop, stall or live room on a platform. `key` is its link in one spelling, for look-up."""

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    merchant = models.ForeignKey(Merchant, models.CASCADE, related_name="platform_shops", verbose_name=_("merchant"))
    brand = models.ForeignKey(Brand, models.SET_NULL, null=True, blank=True, related_name="platform_shops",
                              verbose_name=_("brand"))  # fmt: skip
    platform = models.CharField(_("platform"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    url = models.CharField(_("link"), max_length=500, blank=True)
    key = models.CharField(_("look-up form of the link"), max_length=200, blank=True, db_index=True)

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public = {"public_id", "platform", "name", "url"}
        internal = {"id", "merchant", "brand", "key"}

    class Meta:
        verbose_name = _("shop on a platform")
        verbose_name_plural = _("shops on platforms")
        constraints = [models.UniqueConstraint(fields=["platform", "name", "merchant"], name="platform_shop_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.platform})"
