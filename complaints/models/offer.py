"""Offers are privileged: own tables, own permission, never in an export, referral, court pack or disclosure."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.models.case import Case
from complaints.models.story import Demand, DemandKind

LINES_SUM_TO_TOTAL = """
    IF (SELECT o.total_fen FROM complaints_offer o WHERE o.id = NEW.offer_id) IS DISTINCT FROM
       (SELECT coalesce(sum(l.amount_fen), 0) FROM complaints_offerline l WHERE l.offer_id = NEW.offer_id) THEN
        RAISE EXCEPTION 'lines of offer % do not sum to its total', NEW.offer_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


class OfferBy(models.TextChoices):
    CONSUMER = "consumer", _("consumer")
    MERCHANT = "merchant", _("merchant")
    MEDIATOR = "mediator", _("mediator")


class Response(models.TextChoices):
    AGREE = "agree", _("agree")
    PROPOSE = "propose", _("propose otherwise")
    DISPUTE = "dispute", _("do not agree")


class DisputeReason(models.TextChoices):
    TOLD_BEFORE = "told_before", _("told beforehand, as agreed")
    PERFORMED = "performed", _("already done")
    CONTRACT = "contract", _("the contract says otherwise")
    DAMAGE = "damage", _("caused by use or damage")
    NOT_OURS = "not_ours", _("not sold by us")
    NO_PROOF = "no_proof", _("no proof of it")
    OTHER = "other", _("another reason")


class Offer(models.Model):
    """One side's words on every demand; lines sum to `total_fen` (a deferred constraint trigger)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="offers")
    by = models.CharField(max_length=10, choices=OfferBy)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("when"))
    total_fen = models.BigIntegerField(_("in all, in fen"))
    note = models.TextField(_("a word to the other side"), max_length=2000, blank=True)
    late = models.BooleanField(_("after the time was up"), default=False)
    idempotency_key = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints = [
            models.CheckConstraint(name="offer_by_known", condition=Q(by__in=OfferBy.values)),
            models.CheckConstraint(name="offer_total_not_negative", condition=Q(total_fen__gte=0)),
        ]
        indexes = [models.Index(fields=["case", "-at"], name="offer_of_case")]

    class Data:
        personal: set[str] = set()
        privileged = {"total_fen", "note", "by", "author", "at", "late"}
        public: set[str] = set()
        internal = {"id", "public_id", "case", "idempotency_key"}

    def __str__(self) -> str:
        return f"offer {self.pk}"


class OfferLine(models.Model):
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="lines")
    demand = models.ForeignKey(Demand, models.PROTECT, null=True, blank=True, related_name="answers")
    position = models.SmallIntegerField()
    kind = models.CharField(max_length=14, choices=DemandKind)
    title = models.CharField(max_length=60, blank=True)
    response = models.CharField(max_length=8, choices=Response)
    amount_fen = models.BigIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    reason_code = models.CharField(max_length=12, choices=DisputeReason, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("line of an offer")
        verbose_name_plural = _("lines of an offer")
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["offer", "position"], name="offer_line_position_once"),
            models.CheckConstraint(name="offer_line_response_known", condition=Q(response__in=Response.values)),
            models.CheckConstraint(
                name="offer_line_amount_not_negative", condition=Q(amount_fen=None) | Q(amount_fen__gte=0)
            ),
            models.CheckConstraint(
                name="offer_line_promise_has_day", condition=Q(response="dispute") | Q(due_on__isnull=False)
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="offer_lines_sum_to_total",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=LINES_SUM_TO_TOTAL,
            )
        ]

    class Data:
        personal: set[str] = set()
        privileged = {
            "offer", "demand", "position", "kind", "title", "response", "amount_fen", "due_on", "reason_code", "reason",
        }  # fmt: skip
        public: set[str] = set()
        internal = {"id"}

    def __str__(self) -> str:
        return f"line {self.position} of offer {self.offer_id}"


class DutyState(models.TextChoices):
    OPEN = "open", _("to be done")
    CLAIMED = "claimed", _("done, says the merchant")
    CONFIRMED = "confirmed", _("done, the consumer confirms")
    BREACHED = "breached", _("not done in time")


class Duty(models.Model):
    """What was agreed, duty by duty: who, what, how much, by when, and whether it was done."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="duties")
    position = models.SmallIntegerField()
    kind = models.CharField(max_length=14, choices=DemandKind)
    title = models.CharField(max_length=60, blank=True)
    amount_fen = models.BigIntegerField(null=True, blank=True)
    due_on = models.DateField(_("by when"))
    state = models.CharField(max_length=10, choices=DutyState, default=DutyState.OPEN)
    claimed_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    received_fen = models.BigIntegerField(_("received, in fen"), null=True, blank=True)
    proof = models.ForeignKey("complaints.Evidence", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        ordering = ("due_on", "position")
        constraints = [
            models.CheckConstraint(name="duty_state_known", condition=Q(state__in=DutyState.values)),
            models.CheckConstraint(
                name="duty_amount_not_negative", condition=Q(amount_fen=None) | Q(amount_fen__gte=0)
            ),
        ]
        indexes = [models.Index(fields=["due_on", "id"], name="duty_open", condition=Q(state__in=["open", "claimed"]))]

    class Data:
        personal = {"title", "proof"}
        privileged: set[str] = set()
        public = {"kind", "amount_fen", "due_on", "state", "received_fen"}
        internal = {"id", "public_id", "case", "position", "claimed_at", "confirmed_at"}

    def __str__(self) -> str:
        return f"duty {self.position} of case {self.case_id}"
