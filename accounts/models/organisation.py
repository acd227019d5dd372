"""Bodies that handle complaints, and the areas they cover."""

from __future__ import annotations

import uuid

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models.division import validity


class OrganisationKind(models.TextChoices):
    ASSOCIATION = "association", _("consumer association")
    BUREAU = "bureau", _("market-supervision bureau")
    OFFICE = "office", _("market-supervision office")
    PEOPLE_COMMITTEE = "people_committee", _("people's mediation committee")
    DEPARTMENT = "department", _("department")
    COURT = "court", _("court")
    JUSTICE_OFFICE = "justice_office", _("justice office")
    PLATFORM_OPERATOR = "platform_operator", _("operator of this platform")


# Those that mediate: the only ones to which a case is assigned.
MEDIATING_KINDS = (
    OrganisationKind.ASSOCIATION,
    OrganisationKind.BUREAU,
    OrganisationKind.OFFICE,
    OrganisationKind.PEOPLE_COMMITTEE,
)


class Procedure(models.TextChoices):
    """Which law fixes clocks, codes, papers and who signs (消法 37; 令121; 人民调解法)."""

    ASSOCIATION = "association", _("consumer association")
    ADMINISTRATIVE = "administrative", _("administrative mediation")
    PEOPLE = "people", _("people's mediation")


NO_CIRCLES = """
    IF EXISTS (
        WITH RECURSIVE up(id) AS (
            SELECT NEW.parent_id
            UNION
            SELECT o.parent_id FROM accounts_organisation o JOIN up ON o.id = up.id
        )
        SELECT 1 FROM up WHERE id = NEW.id
    ) THEN
        RAISE EXCEPTION 'organisation % would be its own superior', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Organisation(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80, unique=True)
    short_name = models.CharField(_("short name"), max_length=30)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("superior")
    )
    division_code = models.CharField(_("division where it sits"), max_length=9)
    procedure = models.CharField(_("procedure"), max_length=20, choices=Procedure, blank=True)
    competences = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("categories it is competent for"),
        default=list,
        blank=True,
        help_text=_("Category codes, separated by commas; empty means all."),
    )
    serial_prefix = models.CharField(
        _("prefix of its papers' numbers"), max_length=12, blank=True, help_text=_("For example 鄂消调.")
    )
    can_seal = models.BooleanField(
        _("issues papers under its own seal"), default=False, help_text=_("A bureau seals, never its office.")
    )
    is_active = models.BooleanField(_("active"), default=True)
    address = models.CharField(_("address"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    opening_hours = models.CharField(_("opening hours"), max_length=80, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("division_code", "id")
        constraints = [
            models.CheckConstraint(name="organisation_kind_known", condition=Q(kind__in=OrganisationKind.values)),
            models.CheckConstraint(name="organisation_parent_not_self", condition=~Q(parent=F("id"))),
            models.CheckConstraint(
                name="organisation_mediating_has_procedure",
                condition=(Q(kind__in=MEDIATING_KINDS) & Q(procedure__in=Procedure.values))
                | (~Q(kind__in=MEDIATING_KINDS) & Q(procedure="")),
            ),
            models.CheckConstraint(
                name="organisation_office_never_seals",
                condition=~Q(kind=OrganisationKind.OFFICE, can_seal=True),
            ),
            models.UniqueConstraint(
                fields=["serial_prefix"],
                name="organisation_serial_prefix_unique",
                condition=~Q(serial_prefix=""),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="organisation_no_circles",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("parent_id"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__parent__isnull=False),
                func=NO_CIRCLES,
            )
        ]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public = {
            "public_id", "name", "short_name", "kind", "parent", "division_code", "procedure", "competences",
            "serial_prefix", "can_seal", "is_active", "address", "phone", "opening_hours",
        }  # fmt: skip
        internal = {"id"}

    def __str__(self) -> str:
        return self.name


class Purpose(models.TextChoices):
    CASES = "cases", _("complaints")
    COURT = "court", _("court jurisdiction")


class Area(models.Model):
    """One division (of any level) that an organisation covers, or one cut out of what it covers."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="areas", verbose_name=_("organisation"))
    division_code = models.CharField(_("division"), max_length=9)
    include = models.BooleanField(_("covered"), default=True, help_text=_("Untick to cut this division out."))
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose, default=Purpose.CASES)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("no longer valid from"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ("division_code", "id")
        indexes = [models.Index(fields=["purpose", "division_code"], name="area_purpose_code")]
        constraints = [
            models.CheckConstraint(name="area_code_digits", condition=Q(division_code__regex=r"^(\d{6}|\d{9})$")),
            models.CheckConstraint(name="area_purpose_known", condition=Q(purpose__in=Purpose.values)),
            models.CheckConstraint(name="area_validity_in_order", condition=Q(valid_to__gt=F("valid_from"))),
            ExclusionConstraint(
                name="area_once_per_organisation_and_day",
                expressions=[
                    ("organisation", RangeOperators.EQUAL),
                    ("division_code", RangeOperators.EQUAL),
                    ("purpose", RangeOperators.EQUAL),
                    (validity(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public = {"organisation", "division_code", "include", "purpose", "valid_from", "valid_to"}
        internal = {"id"}

    def __str__(self) -> str:
        return f"{'+' if self.include else '-'}{self.division_code} {self.purpose}"
