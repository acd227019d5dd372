"""A publication on its way: drafted, masked, consented to, shown to the merchant, decided by a second person."""

from __future__ import annotations

import secrets
import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from complaints.clocks.labels import unit_choices

CODE_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is mistaken for another


def new_code() -> str:
    """c3m8-w2pd: short enough to read out, too many to guess."""
    signs = "".join(secrets.choice(CODE_SIGNS) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"


class Stage(models.TextChoices):
    REVIEW = "review", _("being masked")
    CONSENT = "consent", _("waits for the consumer's consent")
    OBJECTION = "objection", _("the merchant may object")
    DECISION = "decision", _("waits for the second person")
    PUBLISHED = "published", _("published")
    REFUSED = "refused", _("not published")
    WITHDRAWN = "withdrawn", _("taken down")

    @property
    def is_open(self) -> bool:
        """Still on its way to a decision."""
        return self in (Stage.REVIEW, Stage.CONSENT, Stage.OBJECTION, Stage.DECISION)


class Basis(models.TextChoices):
    """On what ground a publication rests, recorded with it (DOMAIN 6)."""

    CRITICISM = "criticism", _("exposure and criticism of harmful conduct (消法 37)")
    SUPERVISION = "supervision", _("disclosure of complaint information (国市监稽规〔2023〕6号)")
    SILENCE = "silence", _("no answer in time: figures only, no story")


class ObjectionCode(models.TextChoices):
    FACTS = "facts", _("the facts are wrong")
    NOT_US = "not_us", _("it is not our business")
    SETTLED = "settled", _("it is settled")
    PRIVACY = "privacy", _("it shows personal data or a trade secret")
    OTHER = "other", _("another objection")


class WithdrawalCode(models.TextChoices):
    CONSENT = "consent", _("the consumer revoked the consent")
    SETTLED = "settled", _("the case is settled")
    EXPIRED = "expired", _("its time is over")
    LEAK = "leak", _("personal data was found on it")
    ERROR = "error", _("it was wrong")


class Publication(models.Model):
    """One text about one case. The raw text stays in the narrative; here lies only what is masked."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("number of the page"), max_length=9, unique=True, default=new_code)
    case = models.ForeignKey("complaints.Case", models.PROTECT, related_name="publications", verbose_name=_("case"))
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.REVIEW)
    basis = models.CharField(_("basis"), max_length=12, choices=Basis)
    harm = models.CharField(_("the harmful conduct, in a sentence"), max_length=300, blank=True)
    title = models.CharField(_("title, masked"), max_length=80)
    text = models.TextField(_("text, masked"), blank=True)
    story_sha256 = models.CharField(_("of the text it was made from"), max_length=64, blank=True)
    first = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("first person")
    )
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("second person"),
    )
    body = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="publications")
    drafted_at = models.DateTimeField(_("drafted"))
    consented_at = models.DateTimeField(_("consented to this very text"), null=True, blank=True)
    notified_at = models.DateTimeField(_("shown to the merchant"), null=True, blank=True)
    objection_until = models.DateTimeField(_("objections until"), null=True, blank=True)
    # What that was counted by, from `notified_at`: a changed calendar counts again by this, not by a newer rule.
    objection_days = models.PositiveSmallIntegerField(_("days to object"), null=True, blank=True)
    objection_unit = models.CharField(_("unit of these days"), max_length=10, choices=unit_choices, blank=True)
    objection_code = models.CharField(_("objection"), max_length=10, choices=ObjectionCode, blank=True)
    objection = models.TextField(_("what the merchant objects"), max_length=2000, blank=True)
    objected_at = models.DateTimeField(_("objected"), null=True, blank=True)
    objection_answer = models.TextField(_("decision on the objection"), max_length=2000, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    ends_at = models.DateTimeField(_("page ends"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("taken down"), null=True, blank=True)
    withdrawal_code = models.CharField(_("why taken down"), max_length=10, choices=WithdrawalCode, blank=True)

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [
            models.CheckConstraint(name="publication_stage_known", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(name="publication_basis_known", condition=Q(basis__in=Basis.values)),
            models.CheckConstraint(
                name="publication_silence_tells_no_story", condition=~Q(basis=Basis.SILENCE) | Q(text="")
            ),
            models.CheckConstraint(
                name="publication_criticism_names_the_harm", condition=~Q(basis=Basis.CRITICISM) | ~Q(harm="")
            ),
            models.CheckConstraint(
                name="publication_by_two_persons",
                condition=~Q(stage__in=[Stage.PUBLISHED, Stage.WITHDRAWN])
                | (Q(second__isnull=False, published_at__isnull=False, ends_at__isnull=False) & ~Q(second=F("first"))),
            ),
            models.CheckConstraint(
                name="publication_story_with_consent",
                condition=~Q(stage=Stage.PUBLISHED) | Q(text="") | Q(consented_at__isnull=False),
            ),
            models.CheckConstraint(
                name="publication_after_objection_time",
                condition=~Q(stage=Stage.PUBLISHED)
                | Q(published_at__gte=F("objection_until"))
                | Q(objected_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["case"],
                name="publication_one_at_a_time",
                condition=Q(stage__in=["review", "consent", "objection", "decision", "published"]),
            ),
        ]
        indexes = [
            models.Index(fields=["body", "stage", "drafted_at"], name="publication_desk"),
            models.Index(fields=["objection_until"], name="publication_objection", condition=Q(stage="objection")),
            models.Index(fields=["ends_at"], name="publication_ends", condition=Q(stage="published")),
        ]

    class Data:
        personal = {"first", "second", "objection", "objection_answer"}
        privileged: set[str] = set()
        public = {
            "code",
            "basis",
            "harm",
            "title",
            "text",
            "published_at",
            "ends_at",
            "withdrawn_at",
            "withdrawal_code",
        }
        internal = {
            "id", "public_id", "case", "stage", "story_sha256", "body", "drafted_at", "consented_at", "notified_at",
            "objection_until", "objection_days", "objection_unit", "objection_code", "objected_at", "decided_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"publication {self.code}"


class Mark(models.Model):
    """One masked stretch of the raw text: by the machine with its reason, or by the reviewer. Offsets, not words."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="marks")
    start = models.IntegerField()
    end = models.IntegerField()
    kind = models.CharField(_("kind"), max_length=20)
    reason = models.CharField(_("why"), max_length=200)
    replacement = models.CharField(_("becomes"), max_length=40)
    doubt = models.BooleanField(_("in doubt"), default=False)
    by_machine = models.BooleanField(_("by the machine"), default=True)
    lifted = models.BooleanField(_("not masked after all"), default=False)
    lifted_why = models.CharField(_("why not"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("masked stretch")
        verbose_name_plural = _("masked stretches")
        ordering = ("start",)
        constraints = [
            models.CheckConstraint(name="mark_stretch", condition=Q(start__gte=0, end__gt=F("start"))),
            models.CheckConstraint(name="mark_lifted_with_reason", condition=Q(lifted=False) | ~Q(lifted_why="")),
        ]

    class Data:
        personal = {"lifted_why"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {
            "id", "publication", "start", "end", "kind", "reason", "replacement", "doubt", "by_machine", "lifted",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"mark {self.pk}"


class StepOfPublication(models.TextChoices):
    DRAFTED = "drafted", _("drafted and masked by the machine")
    MASKED = "masked", _("more was hidden")
    LIFTED = "lifted", _("something is shown after all")
    SETTLED = "settled", _("a doubt was settled")
    REVIEWED = "reviewed", _("the review is finished")
    CONSENTED = "consented", _("the consumer agreed to the text")
    DECLINED = "declined", _("the consumer declined")
    REVOKED = "revoked", _("the consumer revoked the consent")
    OBJECTED = "objected", _("the merchant objected")
    CORRECTED = "corrected", _("the time for objections moved with the published calendar")
    NO_OBJECTION = "no_objection", _("the time for objections ended")
    PUBLISHED = "published", _("published by a second person")
    REFUSED = "refused", _("the second person decided against it")
    REPORTED = "reported", _("hidden after a report")
    SHOWN = "shown", _("shown again after a look")
    WITHDRAWN = "withdrawn", _("taken down")


class PublicationEvent(models.Model):
    """What was done with a publication, for good: corrections and withdrawals are public (民法典 1028)."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="log")
    at = models.DateTimeField(_("when"))
    what = models.CharField(_("what"), max_length=20, choices=StepOfPublication)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=10, blank=True)
    # Of a time limit that was corrected: from when to when.
    moved_from = models.DateTimeField(_("moved from"), null=True, blank=True)
    moved_to = models.DateTimeField(_("moved to"), null=True, blank=True)

    class Meta:
        verbose_name = _("step of a publication")
        verbose_name_plural = _("steps of a publication")
        ordering = ("at", "id")
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    class Data:
        personal = {"by"}
        privileged: set[str] = set()
        public = {"at", "what", "code"}
        internal = {"id", "publication", "moved_from", "moved_to"}

    def __str__(self) -> str:
        return f"{self.what} of publication {self.publication_id}"

    @property
    def what_label(self) -> str:
        """The step, and why a page went."""
        label = StepOfPublication(self.what).label
        return f"{label}: {WithdrawalCode(self.code).label}" if self.what == "withdrawn" and self.code else str(label)
