"""What the public sees of a case: one flat row, written at publication, read by pages, search and open data alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PublishedCase(models.Model):
    """No join leads from here to a person: every column is public."""

    code = models.CharField(_("number of the page"), max_length=9, unique=True)
    merchant = models.ForeignKey("merchants.Merchant", models.PROTECT, null=True, related_name="published_cases")
    merchant_name = models.CharField(_("merchant, as shown"), max_length=120)
    joined = models.BooleanField(_("merchant has joined"))
    category_code = models.CharField(_("goods or service"), max_length=40, blank=True)
    issue_code = models.CharField(_("issue"), max_length=40, blank=True)
    city = models.CharField(_("city"), max_length=9, blank=True)
    district = models.CharField(_("district"), max_length=9, blank=True)
    basis = models.CharField(_("basis"), max_length=12)
    title = models.CharField(_("title"), max_length=80)
    text = models.TextField(_("text"), blank=True)
    filed_on = models.DateField(_("filed"))
    closed_on = models.DateField(_("closed"), null=True)
    tier = models.SmallIntegerField(_("tier reached"))
    answered_in_time = models.BooleanField(_("answered in time"), null=True)
    outcome = models.CharField(_("outcome"), max_length=20, blank=True)
    claimed_fen = models.BigIntegerField(_("claimed, in fen"), null=True)
    recovered_fen = models.BigIntegerField(_("received, in fen"), default=0)
    published_at = models.DateTimeField(_("published"))
    hidden = models.BooleanField(_("hidden while a report of a leak is checked"), default=False)

    class Meta:
        verbose_name = _("published case")
        verbose_name_plural = _("published cases")
        constraints = [models.CheckConstraint(name="published_title", condition=~Q(title=""))]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="published_newest", condition=Q(hidden=False)),
            models.Index(fields=["merchant", "-published_at"], name="published_of_merchant"),
            models.Index(fields=["category_code", "city", "-published_at", "-id"], name="published_facets"),
            models.Index(fields=["joined", "-published_at", "-id"], name="published_unjoined"),
        ]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public = {
            "code", "merchant", "merchant_name", "joined", "category_code", "issue_code", "city", "district", "basis",
            "title", "text", "filed_on", "closed_on", "tier", "answered_in_time", "outcome", "claimed_fen",
            "recovered_fen", "published_at",
        }  # fmt: skip
        internal = {"id", "hidden"}

    def __str__(self) -> str:
        return self.code
