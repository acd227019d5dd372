"""Rule sets and their rules: dated records with their legal source. No constant in code decides a deadline."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from complaints.clocks import labels
from complaints.clocks.rules import SHARES, WHOLE


class DateRange(models.Func):
    """daterange(from, to, '[]')"""

    function = "DATERANGE"
    output_field = DateRangeField()


class RuleSet(models.Model):
    """The rules of an area and time; what it does not say itself it takes from the set it extends."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=60)
    division_code = models.CharField(
        _("division"), max_length=9, blank=True, help_text=_("division code; empty for the whole country")
    )
    scheme = models.CharField(_("scheme"), max_length=10, choices=labels.scheme_choices, default="standard")
    extends = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("extends"), null=True, blank=True, related_name="extended_by"
    )
    valid_from = models.DateField(_("in force from"))
    valid_to = models.DateField(_("last day in force"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("rule set")
        verbose_name_plural = _("rule sets")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="rule_set_dates",
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
            ),
            models.CheckConstraint(name="rule_set_extends_another", condition=~models.Q(extends=models.F("id"))),
            models.CheckConstraint(
                name="rule_set_division", condition=models.Q(division_code__regex=r"^([0-9]{6,9})?$")
            ),
            ExclusionConstraint(
                name="rule_set_one_in_force",
                expressions=[
                    ("division_code", RangeOperators.EQUAL),
                    ("scheme", RangeOperators.EQUAL),
                    (
                        DateRange("valid_from", "valid_to", RangeBoundary(inclusive_lower=True, inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("Another rule set is in force for this division in that time."),
            ),
        ]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public = {"code", "name", "division_code", "scheme", "extends", "valid_from", "valid_to"}
        internal = {"id"}

    def __str__(self) -> str:
        return self.name


class Rule(models.Model):
    """One value with unit and source. Clocks copy it when they start, so changing it moves none that runs."""

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, verbose_name=_("rule set"), related_name="rules")
    name = models.CharField(_("rule"), max_length=40, choices=labels.rule_choices)
    value = models.PositiveIntegerField(_("value"))
    unit = models.CharField(_("unit"), max_length=10, choices=labels.unit_choices, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=labels.kind_choices)
    source = models.CharField(_("source"), max_length=200, help_text=_("law and article, or who decided it"))
    is_policy = models.BooleanField(_("our own choice (P)"), default=False)
    is_doubtful = models.BooleanField(_("to be checked (?)"), default=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["rule_set", "id"]
        constraints = [
            models.UniqueConstraint(fields=["rule_set", "name"], name="rule_once_a_set"),
            models.CheckConstraint(name="rule_value", condition=models.Q(value__gte=1)),
            models.CheckConstraint(
                name="rule_unit_unless_threshold", condition=models.Q(kind="threshold") | ~models.Q(unit="")
            ),
            models.CheckConstraint(name="rule_source", condition=~models.Q(source="")),
        ]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public = {"rule_set", "name", "value", "unit", "kind", "source", "is_policy", "is_doubtful"}
        internal = {"id"}

    def __str__(self) -> str:
        return str(labels.RULES.get(self.name, self.name))

    def clean(self) -> None:
        """A share is at most a whole."""
        if self.name in SHARES and self.value is not None and self.value > WHOLE:
            raise ValidationError({"value": _("This is a share in ten-thousandths: at most 10000.")})
