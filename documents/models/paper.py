"""An official paper on its way 拟稿 → 核稿 → 签发 → 用印, and what it says, sealed in a table of its own."""

from __future__ import annotations

import uuid
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.fields import SealedTextField
from accounts.models import Organisation


class Readers(models.TextChoices):
    """Whom a paper is for, besides the body that made it. A paper to one side may name what the other must not see."""

    CONSUMER = "consumer", _("consumer")
    MERCHANT = "merchant", _("merchant")
    PARTIES = "parties", _("both parties")
    DEPARTMENT = "department", _("department")
    BODY = "body", _("the body alone")


class Status(models.TextChoices):
    DRAFTED = "drafted", _("drafted")
    CHECKED = "checked", pgettext_lazy("paper", "checked")
    SIGNED = "signed", _("signed off")
    ISSUING = "issuing", _("being printed")
    ISSUED = "issued", _("issued")
    VOID = "void", _("void")


_ORDER = [Status.DRAFTED, Status.CHECKED, Status.SIGNED, Status.ISSUING, Status.ISSUED]


def _hand(label: Any) -> models.ForeignKey:
    """Somebody who did a step; nobody when the platform did it by itself."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


def _from(status: Status) -> Q:
    """The paper has come at least so far, and is not void."""
    return Q(status__in=_ORDER[_ORDER.index(status) :])


# What was printed is never printed otherwise; only its end may be noted.
UNCHANGEABLE = ("kind", "organisation_id", "case_id", "title", "serial", "code", "sha256", "pages", "file", "issued_at")
_CHANGED = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in UNCHANGEABLE)
_BACK = "NEW.status NOT IN ('issued', 'void')"


class Paper(models.Model):
    """`organisation` issues and seals; `handled_by` did the work (a bureau seals, never its office)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case_id = models.BigIntegerField(_("case"), null=True, blank=True, db_index=True)
    kind = models.CharField(_("kind"), max_length=40)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="papers", verbose_name=_("issued by"))
    handled_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("handled by"))
    title = models.CharField(_("title"), max_length=60)
    readers = models.CharField(_("for"), max_length=10, choices=Readers)
    serial = models.CharField(_("number"), max_length=60, blank=True)
    code = models.CharField(_("verification code"), max_length=14, unique=True)
    four_eyes = models.BooleanField(_("signed off by a second person"), default=False)
    by_hand = models.BooleanField(_("made in steps by colleagues"), default=False, db_default=False)
    is_test = models.BooleanField(_("test, without force"), default=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFTED)
    drafted_by = _hand(_("drafted by"))
    drafted_at = models.DateTimeField(_("drafted at"))
    checked_by = _hand(_("checked by"))
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    waits_for = _hand(_("waits for"))
    signed_by = _hand(_("signed off by"))
    signed_at = models.DateTimeField(_("signed off at"), null=True, blank=True)
    numbered_at = models.DateTimeField(_("numbered at"), null=True, blank=True)
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    file = models.CharField(_("file"), max_length=120, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(_("pages"), default=0)
    voided_at = models.DateTimeField(_("void since"), null=True, blank=True)
    void_reason = models.CharField(_("why it is void"), max_length=200, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name=_("replaced by")
    )

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ("-drafted_at", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="paper_status_known"),
            models.CheckConstraint(condition=Q(readers__in=Readers.values), name="paper_readers_known"),
            models.CheckConstraint(
                condition=~_from(Status.CHECKED) | Q(checked_at__isnull=False), name="paper_checked"
            ),
            models.CheckConstraint(
                condition=~_from(Status.SIGNED) | Q(signed_at__isnull=False), name="paper_signed_off"
            ),
            models.CheckConstraint(
                condition=~_from(Status.ISSUING) | Q(numbered_at__isnull=False), name="paper_numbered"
            ),
            models.CheckConstraint(
                condition=~_from(Status.ISSUED)
                | (Q(issued_at__isnull=False, pages__gte=1) & ~Q(sha256="") & ~Q(file="")),
                name="paper_issued_has_its_file",
            ),
            models.CheckConstraint(
                condition=Q(sha256="") | Q(sha256__regex="^[0-9a-f]{64}$"), name="paper_sha256_is_one"
            ),
            models.CheckConstraint(
                condition=Q(numbered_at__isnull=False) | Q(serial=""), name="paper_number_comes_with_issuing"
            ),
            models.CheckConstraint(
                condition=Q(four_eyes=False)
                | Q(signed_at=None)
                | (Q(signed_by__isnull=False, drafted_by__isnull=False) & ~Q(signed_by=F("drafted_by"))),
                name="paper_second_person_signs_off",
            ),
            models.CheckConstraint(
                condition=Q(by_hand=False)
                | Q(checked_at=None)
                | (Q(checked_by__isnull=False, drafted_by__isnull=False) & ~Q(checked_by=F("drafted_by"))),
                name="paper_second_person_checks",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.VOID) | (Q(voided_at__isnull=False) & ~Q(void_reason="")),
                name="paper_void_has_a_reason",
            ),
            models.UniqueConstraint(fields=["serial"], name="paper_serial_unique", condition=~Q(serial="")),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="paper_sha256", condition=~Q(sha256="")),
            models.Index(fields=["waits_for"], name="paper_waits_for", condition=Q(waits_for__isnull=False)),
            models.Index(fields=["numbered_at"], name="paper_being_printed", condition=Q(status=Status.ISSUING)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="paper_issued_is_unchangeable",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__issued_at__isnull=False),
                func=f"""
                    IF {_CHANGED} OR {_BACK} THEN
                        RAISE EXCEPTION 'paper % is issued and cannot change', OLD.id USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(
                name="paper_numbered_is_kept",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__numbered_at__isnull=False),
            ),
        ]

    class Data:
        personal = {"drafted_by", "checked_by", "signed_by", "waits_for"}
        privileged: set[str] = set()
        public = {"title", "serial", "organisation", "status", "issued_at", "voided_at", "code", "sha256", "is_test"}
        internal = {
            "id", "public_id", "case_id", "kind", "readers", "handled_by", "four_eyes", "drafted_at", "checked_at",
            "signed_at", "numbered_at", "file", "pages", "void_reason", "replaced_by", "by_hand",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"paper {self.pk}"


class PaperContent(models.Model):
    """The parts of a paper as JSON: names, numbers, stories. Erased with the file; the paper's row stays."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    paper = models.OneToOneField(Paper, models.CASCADE, related_name="content", verbose_name=_("paper"))
    parts = SealedTextField(_("parts"))

    class Meta:
        verbose_name = _("content of a paper")
        verbose_name_plural = _("contents of papers")

    class Data:
        personal = {"parts"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "public_id", "paper"}

    def __str__(self) -> str:
        return f"content of paper {self.paper_id}"

    __repr__ = __str__
