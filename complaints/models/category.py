"""What a complaint is about (object) and what went wrong (issue): the classes of the China Consumers Association."""

from __future__ import annotations

from typing import TypedDict

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Prompt(TypedDict):
    """One more question of the form, asked when the category is chosen."""

    key: str
    kind: str
    zh: str
    en: str


class Hint(TypedDict):
    """One thing worth photographing or keeping."""

    zh: str
    en: str


PROMPT_KINDS = ("text", "date", "money", "number", "yes_no")


def check_prompts(prompts: object) -> None:
    """Raise ValidationError unless `prompts` is a list of `Prompt` with distinct keys."""
    if not isinstance(prompts, list):
        raise ValidationError(_("A list is expected."))
    keys = set()
    for prompt in prompts:
        if not isinstance(prompt, dict) or set(prompt) != {"key", "kind", "zh", "en"} or not all(prompt.values()):
            raise ValidationError(_("Each question has key, kind, zh and en."))
        if prompt["kind"] not in PROMPT_KINDS:
            raise ValidationError(_("The kind of a question is one of: %(kinds)s") % {"kinds": ", ".join(PROMPT_KINDS)})
        if prompt["key"] in keys:
            raise ValidationError(_("Two questions have the same key."))
        keys.add(prompt["key"])


def check_hints(hints: object) -> None:
    """Raise ValidationError unless `hints` is a list of `Hint`."""
    if not isinstance(hints, list):
        raise ValidationError(_("A list is expected."))
    for hint in hints:
        if not isinstance(hint, dict) or set(hint) != {"zh", "en"} or not all(hint.values()):
            raise ValidationError(_("Each hint has zh and en."))


class CategoryQuerySet(models.QuerySet["Category"]):
    """Categories a consumer may choose."""

    def objects_of_complaint(self) -> CategoryQuerySet:
        """Goods and services that can be chosen: active, and not a mere heading."""
        return self.filter(kind=Category.Kind.OBJECT, is_active=True, parent__isnull=False)

    def issues(self) -> CategoryQuerySet:
        """What can have gone wrong."""
        return self.filter(kind=Category.Kind.ISSUE, is_active=True)


class Category(models.Model):
    """A class of goods, services or issues, with what the form asks and advises for it."""

    class Kind(models.TextChoices):
        OBJECT = "object", _("goods or service")
        ISSUE = "issue", _("what went wrong")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("above it"), null=True, blank=True, related_name="children"
    )
    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("name in English"), max_length=80)
    examples = models.CharField(_("examples"), max_length=120, blank=True)
    examples_en = models.CharField(_("examples in English"), max_length=240, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("can be chosen"), default=True)
    is_prepaid = models.BooleanField(
        _("often prepaid"), default=False, help_text=_("cards and courses paid ahead: watched for merchants who vanish")
    )
    prompts = models.JSONField(_("questions asked"), default=list, blank=True, validators=[check_prompts])
    evidence_hints = models.JSONField(_("evidence worth keeping"), default=list, blank=True, validators=[check_hints])
    remedy = models.CharField(_("usual remedy, with its law"), max_length=300, blank=True)
    remedy_en = models.CharField(_("usual remedy in English"), max_length=400, blank=True)
    stop_page = models.TextField(_("when another body is the right one"), max_length=600, blank=True)
    stop_page_en = models.TextField(_("the same in English"), max_length=900, blank=True)
    industries = ArrayField(
        models.CharField(max_length=4), verbose_name=_("industries (GB/T 4754)"), default=list, blank=True
    )
    history = HistoricalRecords()
    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["kind", "position", "code"]
        constraints = [
            models.CheckConstraint(name="category_kind", condition=models.Q(kind__in=["object", "issue"])),
            models.CheckConstraint(name="category_parent_is_another", condition=~models.Q(parent=models.F("id"))),
            models.CheckConstraint(
                name="category_issue_is_flat", condition=models.Q(kind="object") | models.Q(parent__isnull=True)
            ),
        ]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public = {
            "code",
            "kind",
            "parent",
            "name",
            "name_en",
            "examples",
            "examples_en",
            "position",
            "is_prepaid",
            "prompts",
            "evidence_hints",
            "remedy",
            "remedy_en",
            "stop_page",
            "stop_page_en",
            "industries",
        }
        internal = {"id", "is_active"}

    def __str__(self) -> str:
        return self.in_language("name")

    def in_language(self, field: str) -> str:
        """A text of the category in the language of the reader: `name`, `examples`, `remedy` or `stop_page`."""
        english = (get_language() or "").startswith("en")
        return str(getattr(self, f"{field}_en" if english else field))
