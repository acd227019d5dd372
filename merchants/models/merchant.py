"""A merchant is the legal person (or natural person) who answers; its other names, telephones and sites."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Merchant(models.Model):
    """The entity a case is opened against. Stores, brands and platform shops hang below it."""

    class Kind(models.TextChoices):
        COMPANY = "company", _("company")
        INDIVIDUAL_BUSINESS = "individual_business", _("individual business")
        COOPERATIVE = "cooperative", _("cooperative")
        INSTITUTION = "institution", _("institution or association")
        NATURAL_PERSON = "natural_person", _("natural person")
        PLATFORM_SHOP = "platform_shop", _("shop on a platform, owner unknown")
        UNKNOWN = "unknown", _("unknown")

    class Status(models.TextChoices):
        ACTIVE = "active", _("in business")
        MOVED = "moved", _("moved away")
        REVOKED = "revoked", _("licence revoked")
        CANCELLED = "cancelled", _("cancelled")
        UNKNOWN = "unknown", _("unknown")

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    uscc = models.CharField(_("unified social credit code"), max_length=18, null=True, blank=True, unique=True)
    # What the source gave when it is not a usable code: kept for the officer, never matched as a code.
    uscc_text = models.CharField(_("unusable credit code as written"), max_length=64, blank=True)
    industry = models.CharField(_("industry (GB/T 4754)"), max_length=5, blank=True)
    division_code = models.CharField(_("division"), max_length=12, blank=True, db_index=True)
    # The place as the source named it (“武汉”, “青浦”): it may be a city or a district, and holds when no code does.
    place = models.CharField(_("place as written"), max_length=60, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=24, choices=Kind.choices, default=Kind.COMPANY)
    is_prepaid = models.BooleanField(_("sells prepaid cards"), default=False)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.ACTIVE)
    joined_at = models.DateTimeField(_("joined the platform"), null=True, blank=True)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        # A natural person's name is public in the directory; disclosure replaces it by the type of shop.
        public = {
            "public_id", "name", "uscc", "industry", "division_code", "place", "address", "kind", "is_prepaid",
            "status", "joined_at",
        }  # fmt: skip
        internal = {"id", "uscc_text", "created_at", "updated_at"}

    class Meta:
        verbose_name = _("merchant")
        verbose_name_plural = _("merchants")
        indexes = [
            models.Index(fields=["name"], name="merchant_name"),
            models.Index(fields=["division_code", "id"], name="merchant_division_id"),
            models.Index(fields=["joined_at"], name="merchant_joined", condition=models.Q(joined_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="merchant_has_name"),
            models.CheckConstraint(
                condition=models.Q(uscc__isnull=True) | models.Q(uscc__regex=r"^[0-9A-Z]{18}$"),
                name="merchant_uscc_shape",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_joined(self) -> bool:
        return self.joined_at is not None


class Alias(models.Model):
    """Another name the merchant goes by. A learned one counts how often people confirmed it."""

    class Kind(models.TextChoices):
        FORMER = "former", _("former name")
        SHORT = "short", _("short name")
        BRAND = "brand", _("brand")
        LEARNED = "learned", _("learned from confirmed matches")
        SHOP = "shop", _("shop name")

    merchant = models.ForeignKey(Merchant, models.CASCADE, related_name="aliases", verbose_name=_("merchant"))
    text = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    source = models.CharField(_("source"), max_length=60, blank=True)
    confirmed_count = models.PositiveIntegerField(_("times confirmed"), default=0)
    last_confirmed_at = models.DateTimeField(_("last confirmed"), null=True, blank=True)

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public = {"text", "kind"}
        internal = {"id", "merchant", "source", "confirmed_count", "last_confirmed_at"}

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        constraints = [models.UniqueConstraint(fields=["merchant", "text", "kind"], name="alias_once")]

    def __str__(self) -> str:
        return self.text


class Phone(models.Model):
    """A business telephone. `number` holds digits only, with area code; `subscriber` is the part without it."""

    merchant = models.ForeignKey(Merchant, models.CASCADE, related_name="phones", verbose_name=_("merchant"))
    store = models.ForeignKey("merchants.Store", models.CASCADE, null=True, blank=True, related_name="phones",
                              verbose_name=_("store"))  # fmt: skip
    number = models.CharField(_("number"), max_length=20, db_index=True)
    subscriber = models.CharField(_("number without area code"), max_length=20, db_index=True)
    source = models.CharField(_("source"), max_length=60, blank=True)

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public: set[str] = set()
        # A small shop's telephone is often its owner's own: never published from here.
        internal = {"id", "merchant", "store", "number", "subscriber", "source"}

    class Meta:
        verbose_name = _("telephone")
        verbose_name_plural = _("telephones")
        constraints = [models.UniqueConstraint(fields=["merchant", "number"], name="phone_once")]

    def __str__(self) -> str:
        return self.number


class Site(models.Model):
    """A web address of the merchant. `key` is host and path in one spelling, for look-up."""

    merchant = models.ForeignKey(Merchant, models.CASCADE, related_name="sites", verbose_name=_("merchant"))
    url = models.CharField(_("address"), max_length=500)
    key = models.CharField(_("look-up form"), max_length=200, db_index=True)

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public = {"url"}
        internal = {"id", "merchant", "key"}

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        constraints = [models.UniqueConstraint(fields=["merchant", "key"], name="site_once")]

    def __str__(self) -> str:
        return self.url
