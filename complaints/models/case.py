"""One case per respondent: state, tier, clocks, outcome, number and chain of events. Moved only by `commit`."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.lifecycle.states import Outcome, Procedure, State
from complaints.models.complaint import Complaint

# No state without the event that explains it: shell, admin and update() fail here (ARCHITECTURE 3).
STATE_HAS_EVENT = """
    IF NOT EXISTS (
        SELECT 1 FROM complaints_event e WHERE e.case_id = NEW.id AND e.seq = NEW.seq AND e.to_state = NEW.state
    ) THEN
        RAISE EXCEPTION 'case % has no event % that leads to state %', NEW.id, NEW.seq, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


class RespondentRole(models.TextChoices):
    SELLER = "seller", _("seller")
    PLATFORM = "platform", _("platform")
    BRAND = "brand", _("brand or maker")
    FRANCHISE = "franchise", _("head of the franchise")
    LIVE_ROOM = "live_room", _("live room or its agency")
    LANDLORD = "landlord", _("landlord or market")
    PAYEE = "payee", _("payee")


class Case(models.Model):
    # what it is; written once
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("case number"), max_length=32, unique=True)
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="cases")
    respondent_name = models.CharField(_("merchant, as the consumer names it"), max_length=120)
    respondent_role = models.CharField(_("role"), max_length=12, choices=RespondentRole, default=RespondentRole.SELLER)
    respondent_division = models.CharField(_("place of the merchant"), max_length=9, blank=True)
    respondent_hint = models.CharField(_("how to find it"), max_length=300, blank=True)
    store = models.ForeignKey("merchants.Store", models.PROTECT, null=True, blank=True, related_name="cases")
    procedure = models.CharField(_("procedure"), max_length=14, choices=Procedure.choices())
    rule_set = models.ForeignKey("complaints.RuleSet", models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(_("filed"))
    intake_body = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="screened_cases",
        verbose_name=_("screened by"),
    )  # fmt: skip
    claimed_fen = models.BigIntegerField(_("claimed, in fen"), null=True, blank=True)

    # what becomes of it; written by commit only
    state = models.CharField(_("state"), max_length=20, choices=State.choices())
    tier = models.SmallIntegerField(_("tier"))
    holder = models.CharField(_("whose turn"), max_length=12)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices(), null=True, blank=True)  # noqa: DJ001  # none yet
    version = models.IntegerField()
    seq = models.IntegerField()
    head = models.BinaryField(max_length=32)
    state_since = models.DateTimeField(_("in this state since"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    next_due = models.DateTimeField(_("next deadline"), null=True, blank=True)
    merchant = models.ForeignKey(
        "merchants.Merchant", models.PROTECT, null=True, blank=True, related_name="cases",
        db_index=False,  # two indexes below begin with it
    )  # fmt: skip
    joined = models.BooleanField(_("merchant has joined"), default=False)
    notice_proven_at = models.DateTimeField(_("delivery proven"), null=True, blank=True)
    answered_at = models.DateTimeField(_("first answer"), null=True, blank=True)
    open_offer_id = models.BigIntegerField(null=True, blank=True)
    claimed_done = models.BooleanField(_("merchant reports performance"), default=False)
    body = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("body")
    )
    body_reason = models.JSONField(_("why this body"), default=dict, blank=True)
    mediator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="mediated_cases"
    )
    department = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="referred_cases"
    )
    court = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="court_cases"
    )
    code = models.CharField(_("ground"), max_length=20, blank=True)
    extended = models.BooleanField(default=False)
    bounces = models.SmallIntegerField(default=0)
    returns = models.SmallIntegerField(default=0)
    info_rounds = models.SmallIntegerField(default=0)
    reopened = models.BooleanField(default=False)
    pressure_at = models.DateTimeField(_("pressure reported"), null=True, blank=True)
    agreed_fen = models.BigIntegerField(_("agreed, in fen"), null=True, blank=True)
    recovered_fen = models.BigIntegerField(_("received, in fen"), default=0)

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [
            models.CheckConstraint(name="case_state_known", condition=Q(state__in=[s.value for s in State])),
            models.CheckConstraint(
                name="case_closed_has_outcome",
                condition=Q(
                    state__in=["closed", "merged"], outcome__in=[o.value for o in Outcome], closed_at__isnull=False
                )
                | (~Q(state__in=["closed", "merged"]) & Q(outcome=None, closed_at=None)),
            ),
            models.CheckConstraint(name="case_money_not_negative", condition=Q(recovered_fen__gte=0)),
            models.CheckConstraint(
                name="case_recovered_within_claim",
                condition=Q(claimed_fen=None) | Q(recovered_fen__lte=models.F("claimed_fen")),
            ),
        ]
        indexes = [
            models.Index(fields=["merchant", "next_due", "id"], name="case_merchant_desk"),
            models.Index(fields=["merchant", "state", "next_due"], name="case_merchant_groups"),
            models.Index(fields=["body", "next_due", "id"], name="case_body_desk"),
            models.Index(fields=["intake_body", "next_due", "id"], name="case_intake_desk", condition=Q(body=None)),
            models.Index(fields=["mediator", "next_due", "id"], name="case_mediator_desk", condition=~Q(mediator=None)),
            models.Index(fields=["department", "next_due"], name="case_department_desk", condition=~Q(department=None)),
            models.Index(fields=["state", "id"], name="case_state"),
            models.Index(fields=["-closed_at", "outcome"], name="case_closed", condition=~Q(closed_at=None)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="case_state_has_event",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", "seq"),
                when=pgtrigger.After,
                func=STATE_HAS_EVENT,
            )
        ]

    class Data:
        personal = {"respondent_hint"}
        privileged = {"open_offer_id"}
        public = {
            "respondent_name", "respondent_role", "respondent_division", "merchant", "store", "filed_at", "claimed_fen",
            "outcome", "closed_at", "tier", "agreed_fen", "recovered_fen", "joined", "answered_at",
        }  # fmt: skip
        internal = {
            "id", "public_id", "number", "complaint", "procedure", "rule_set", "state", "holder", "version", "seq", "head",
            "intake_body", "state_since", "next_due", "notice_proven_at", "claimed_done", "body", "body_reason", "mediator", "department",
            "court", "code", "extended", "bounces", "returns", "info_rounds", "reopened", "pressure_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.number
