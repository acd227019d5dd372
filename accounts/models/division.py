"""Administrative divisions of China (GB/T 2260), dated: an abolished code stays as history."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Level(models.TextChoices):
    PROVINCE = "province", _("province")
    CITY = "city", _("city (prefecture level)")
    COUNTY = "county", _("county level")
    TOWNSHIP = "township", _("township level")


def validity() -> Func:
    """`[valid_from, valid_to)` as a range for exclusion constraints; an empty bound is open."""
    return Func(F("valid_from"), F("valid_to"), function="DATERANGE", output_field=DateRangeField())


class Division(models.Model):
    """One name and parent of one code for one span of time.

    The parent is what `parent_code` says, never what the digits suggest: 429005 潜江 lies directly under 420000.
    `valid_to` is the first day on which the row no longer holds; both bounds may be unknown (null). A code that
    was replaced by exactly one other names it in `successor_code`.
    """

    code = models.CharField(_("code"), max_length=9)
    name = models.CharField(_("name"), max_length=60)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    parent_code = models.CharField(_("code of the parent"), max_length=9, blank=True)
    successor_code = models.CharField(_("replaced by"), max_length=9, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("no longer valid from"), null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    history = HistoricalRecords()  # of changes by administrators; the fixture is its own history

    class Meta:
        verbose_name = _("division")
        verbose_name_plural = _("divisions")
        ordering = ("code", "valid_from", "id")
        constraints = [
            models.CheckConstraint(name="division_code_digits", condition=Q(code__regex=r"^(\d{6}|\d{9})$")),
            models.CheckConstraint(name="division_level_known", condition=Q(level__in=Level.values)),
            models.CheckConstraint(name="division_parent_not_self", condition=~Q(parent_code=F("code"))),
            models.CheckConstraint(name="division_successor_not_self", condition=~Q(successor_code=F("code"))),
            models.CheckConstraint(
                name="division_only_provinces_lack_a_parent",
                condition=Q(level=Level.PROVINCE, parent_code="") | (~Q(level=Level.PROVINCE) & ~Q(parent_code="")),
            ),
            models.CheckConstraint(name="division_validity_in_order", condition=Q(valid_to__gt=F("valid_from"))),
            ExclusionConstraint(
                name="division_one_row_per_code_and_day",
                expressions=[("code", RangeOperators.EQUAL), (validity(), RangeOperators.OVERLAPS)],
            ),
        ]
        triggers = [pgtrigger.Protect(name="division_is_ended_never_deleted", operation=pgtrigger.Delete)]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public = {"code", "name", "level", "parent_code", "successor_code", "valid_from", "valid_to"}
        internal = {"id", "updated_at"}

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
