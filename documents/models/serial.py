"""The last number given in each series of each body and year."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation


class Serial(models.Model):
    """鄂消调〔2026〕7号 is (鄂消调, 2026, 7). Written by documents.numbering alone."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    prefix = models.CharField(_("series"), max_length=20)
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"))

    class Meta:
        verbose_name = _("series of numbers")
        verbose_name_plural = _("series of numbers")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "prefix", "year"], name="serial_once"),
            models.CheckConstraint(condition=Q(last__gte=1), name="serial_from_one"),
        ]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "organisation", "prefix", "year", "last"}

    def __str__(self) -> str:
        return f"{self.prefix}〔{self.year}〕{self.last}号"
