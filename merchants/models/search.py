"""What the matching engine searches: one narrow row per name, with every way in as one array of integers."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from merchants.models.merchant import Merchant
from merchants.models.store import Store


class MatchDoc(models.Model):
    """A name (or alias, shop sign, store) of a merchant in the form the engine compares.

    Written only by `merchants.matching.indexing`; it can be rebuilt from the directory at any time.
    `grams` are codes made by `merchants.matching.grams`: pairs of characters, pairs of sounds, whole-name
    keys, initials, parts of the credit code, places, stretches of the address.
    """

    class Kind(models.IntegerChoices):
        NAME = 1, _("registered name")
        FORMER = 2, _("former name")
        SHORT = 3, _("short name")
        BRAND = 4, _("brand")
        LEARNED = 5, _("learned from confirmed matches")
        SHOP = 6, _("shop name")
        STORE = 7, _("store")

    merchant = models.ForeignKey(Merchant, models.CASCADE, related_name="match_docs", verbose_name=_("merchant"))
    store = models.ForeignKey(Store, models.CASCADE, null=True, related_name="match_docs", verbose_name=_("store"))
    kind = models.SmallIntegerField(_("kind"), choices=Kind.choices)
    text = models.CharField(_("name without its legal form"), max_length=200)
    # Where the name proper begins in `text`, after the places at its head.
    start = models.SmallIntegerField(_("start of the name proper"), default=0)
    places = ArrayField(models.CharField(max_length=30), verbose_name=_("places"), default=list)
    address = models.CharField(_("address in one spelling"), max_length=300, blank=True)
    weight = models.SmallIntegerField(_("times confirmed"), default=0)
    grams = ArrayField(models.IntegerField(), verbose_name=_("grams"))

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "merchant", "store", "kind", "text", "start", "places", "address", "weight", "grams"}

    class Meta:
        verbose_name = _("searchable name")
        verbose_name_plural = _("searchable names")
        indexes = [GinIndex(fields=["grams"], name="matchdoc_grams", fastupdate=False)]

    def __str__(self) -> str:
        return self.text
