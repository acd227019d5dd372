"""Working days ruled otherwise than the package knows: a notice newer than it, or a day of our own area."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class HolidayNotice(models.Model):
    """The State Council's notice for a year, typed in before the package has it. With its days, the year is certain."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True, validators=[MinValueValidator(2020)])
    title = models.CharField(_("title"), max_length=120)
    url = models.URLField(_("address"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("holiday notice")
        verbose_name_plural = _("holiday notices")
        ordering = ["-year"]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public = {"year", "title", "url"}
        internal = {"id"}

    def __str__(self) -> str:
        return f"{self.year} {self.title}"


class HolidayOverride(models.Model):
    """One day: off, or worked though it is a weekend. It wins over every other source."""

    day = models.DateField(_("day"), unique=True)
    is_off = models.BooleanField(_("day off"), help_text=_("unticked: a working day, made up for another"))
    name = models.CharField(_("name"), max_length=40)
    source = models.CharField(_("source"), max_length=200, blank=True, help_text=_("needed without a notice"))
    notice = models.ForeignKey(
        HolidayNotice, models.CASCADE, verbose_name=_("holiday notice"), null=True, blank=True, related_name="days"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("holiday override")
        verbose_name_plural = _("holiday overrides")
        ordering = ["day"]
        constraints = [
            models.CheckConstraint(
                name="holiday_override_source", condition=models.Q(notice__isnull=False) | ~models.Q(source="")
            )
        ]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public = {"day", "is_off", "name", "source", "notice"}
        internal = {"id"}

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
