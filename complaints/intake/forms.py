"""What each step asks. A form is built from what was kept of it, so it can be validated again at any time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.divisions import Divisions
from accounts.forms.fields import FutureDateField, MoneyField, PastDateField
from accounts.forms.widgets import Chips, ChoiceCards
from complaints.evidence.kinds import ACCEPT
from complaints.intake.places import NotAPlace, division_of
from complaints.models import Category, ContactScope, DemandKind, RespondentRole
from complaints.models.category import Prompt

LONGEST_STORY = 10_000
LEAST_WORDS = 10
YES_NO = [("yes", _("Yes")), ("no", _("No")), ("unsure", _("Not sure"))]
WITH_MONEY = (DemandKind.REFUND, DemandKind.COMPENSATION)


class ManyFiles(forms.ClearableFileInput):
    """Several files at once; a phone offers its camera. Pieces are sent by static/js/upload.js where it runs."""

    allow_multiple_selected = True


class WhatForm(forms.Form):
    """Step 1: what happened, in one's own words."""

    text = forms.CharField(
        label=_("In your own words"),
        help_text=_(
            "When, where, how much you paid, what the merchant says. "
            "If typing is hard, use the microphone of your keyboard."
        ),
        max_length=LONGEST_STORY,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Please write what happened, a few sentences are enough")},
    )
    proofs = forms.FileField(
        label=_("Evidence"),
        help_text=_(
            "Contract, proof of payment, chat, notices on the door. The place a photo was taken is removed by itself. "
            "You can add more later."
        ),
        required=False,
        widget=ManyFiles(attrs={"accept": ACCEPT}),
    )

    def clean_text(self) -> str:
        """Words that a person can answer to: signs and pictures alone are none."""
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        if len(re.findall(r"\w", text)) < LEAST_WORDS:
            raise ValidationError(gettext("Please say it in words, at least one whole sentence"), code="wordless")
        return text


class FactsForm(forms.Form):
    """The rest of step 1: what it is about, and the questions of that category. Nothing here must be filled in."""

    category = forms.ChoiceField(label=_("What did you buy"), required=False)
    issue = forms.ChoiceField(label=_("What went wrong"), required=False, widget=Chips)
    paid = MoneyField(label=_("How much you paid (yuan)"), required=False)
    paid_on = PastDateField(label=_("On which day"), help_text=_("For example 2026-03-02, or 3月2日"), required=False)
    order_number = forms.CharField(
        label=_("Order, contract or card number"), max_length=60, required=False
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any] | None = None, *, prompts: Sequence[Prompt] = (), **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["category"].choices = [("", gettext("Not sure")), *category_choices()]  # type: ignore[attr-defined]
        self.fields["issue"].choices = issue_choices()  # type: ignore[attr-defined]
        self.prompts = prompts
        for prompt in prompts:
            if prompt["key"] not in self.fields:
                self.fields[f"q_{prompt['key']}"] = prompt_field(prompt)

    def answers(self) -> list[tuple[str, str]]:
        """Question and answer, of those that were answered, as they go into the story."""
        found = []
        for prompt in self.prompts:
            value = self.cleaned_data.get(f"q_{prompt['key']}")
            if value in (None, ""):
                continue
            field = self.fields[f"q_{prompt['key']}"]
            said = dict(YES_NO).get(value, value) if prompt["kind"] == "yes_no" else field.prepare_value(value)
            found.append((prompt_words(prompt), str(said)))
        return found


def category_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Goods and services by their headings."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for category in Category.objects.objects_of_complaint().select_related("parent"):
        groups.setdefault(str(category.parent), []).append((category.code, str(category)))
    return list(groups.items())


def issue_choices() -> list[tuple[str, str]]:
    """What can have gone wrong."""
    return [(category.code, str(category)) for category in Category.objects.issues()]


def prompt_words(prompt: Prompt) -> str:
    """A question in the reader's language."""
    return prompt["en"] if (get_language() or "").startswith("en") else prompt["zh"]


def prompt_field(prompt: Prompt) -> forms.Field:
    """The field for a category's question."""
    words = prompt_words(prompt)
    match prompt["kind"]:
        case "money":
            return MoneyField(label=words, required=False)
        case "date":
            return PastDateField(label=words, required=False)
        case "number":
            return forms.IntegerField(
                label=words, required=False, widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"})
            )
        case "yes_no":
            return forms.ChoiceField(
                label=words,
                required=False,
                widget=Chips,
                choices=YES_NO,
            )
        case _:
            return forms.CharField(label=words, required=False, max_length=200)


class PlaceField(forms.CharField):
    """A place as people write it → division code; several of one name are listed in the error."""

    default_error_messages = {
        "unknown": _("This place was not understood. Write it like 武汉市武昌区"),
        "several": _("There are several places of this name. Which one: %(places)s"),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "address-level2"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The code; "" when left empty."""
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            return division_of(text, Divisions.load())
        except NotAPlace as problem:
            code = "several" if problem.found else "unknown"
            raise ValidationError(
                self.error_messages[code], code=code, params={"places": "、".join(problem.found)}
            ) from problem


class HowFound(forms.Form):
    """A merchant that is not in the list: everything that helps to find it."""

    HOWS = [
        ("shop", _("a shop")), ("site", _("a website or app")), ("platform", _("a shop on a platform")),
        ("live", _("a live room")), ("phone", _("only a telephone number")), ("place", _("only the place")),
    ]  # fmt: skip
    name = forms.CharField(
        label=_("What is it called"), max_length=120,
        error_messages={"required": _("Write what the shop, the app or the seller calls itself")},
    )  # fmt: skip
    how = forms.ChoiceField(label=_("Where did you meet it"), choices=HOWS, required=False, widget=Chips)
    hint = forms.CharField(
        label=_("What helps to find it"),
        help_text=_("Address, link, telephone, payee on the receipt, name of the live room"),
        max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    place = PlaceField(label=_("In which city and district"), help_text=_("For example 武汉市武昌区"), required=False)
    role = forms.ChoiceField(label=_("What is it in this matter"), choices=RespondentRole.choices, required=False)


class DemandForm(forms.Form):
    """One line of what is asked."""

    kind = forms.ChoiceField(choices=DemandKind.choices, widget=forms.HiddenInput)
    title = forms.CharField(label=_("What exactly"), max_length=60, required=False)
    amount = MoneyField(label=_("Amount (yuan)"), least_fen=1, required=False)
    due = FutureDateField(label=_("By which day"), required=False)
    computed = forms.CharField(label=_("How it is computed"), max_length=120, required=False)
    of = forms.ChoiceField(label=_("From whom"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, names: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        kind = (data or {}).get(self.add_prefix("kind")) or self.initial.get("kind")
        self.kind_label = str(dict(DemandKind.choices).get(str(kind), gettext("other")))
        if kind in WITH_MONEY:
            self.fields["amount"].required = True
            self.fields["amount"].error_messages["required"] = gettext(
                "Fill in the amount you ask for, for example 1200.00"
            )
        else:
            for name in ("amount", "computed"):
                if kind not in (DemandKind.OTHER, DemandKind.CANCELLATION):
                    del self.fields[name]
        if kind == DemandKind.OTHER:
            self.fields["title"].required = True
            self.fields["title"].error_messages["required"] = gettext("Say what you ask for")
        if len(names) > 1:
            self.fields["of"] = forms.ChoiceField(
                label=_("From whom"),
                required=False,
                choices=[("", _("all of them")), *((str(at), name) for at, name in enumerate(names))],
            )
        else:
            del self.fields["of"]


class YouForm(forms.Form):
    """Step 4: who you are, who may see it, and what you agree to. Each consent stands alone, none is preset."""

    ELSEWHERE = [
        ("", _("no, nobody else")), ("12315", _("12315 or a market-supervision office")),
        ("association", _("another consumer association")), ("arbitration", _("arbitration")),
        ("court", _("a court")), ("other", _("somebody else")),
    ]  # fmt: skip
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As on your identity card: mediation needs it. The merchant sees only the family name."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Fill in your name")},
    )
    place = PlaceField(
        label=_("Where you live, city and district"), help_text=_("For example 武汉市武昌区"), required=False
    )
    contact_scope = forms.ChoiceField(
        label=_("What the merchant may see"),
        choices=[
            (ContactScope.PLATFORM, _("Only the family name and the order number")),
            (ContactScope.SHARE, _("Also my telephone, it may call me")),
        ],
        widget=ChoiceCards(
            hints={
                ContactScope.PLATFORM.value: _("The merchant writes to you here. You can change it later."),
                ContactScope.SHARE.value: _("Often quicker. You can take it back at any time."),
            }
        ),
        error_messages={"required": _("Choose what the merchant may see")},
    )
    elsewhere = forms.ChoiceField(
        label=_("Does somebody else already handle it"),
        help_text=_(
            "Once a consumer association accepts it, market supervision can no longer mediate the same dispute "
            "(12315 complaints, art. 16 of the measures). If you want both to look at it, choose one for mediation; "
            "a report of a violation is always possible."
        ),
        choices=ELSEWHERE,
        required=False,
    )
    consent_merchant = forms.BooleanField(
        label=_(
            "I agree that the merchant gets my story, evidence, demands, order number and family name, and my "
            "telephone where I allow it above, so that it can answer me."
        ),
        error_messages={"required": _("Without this nobody could answer you. Please tick it")},
    )
    consent_body = forms.BooleanField(
        label=_(
            "I agree that the consumer association or office in charge gets the same, and my full name and telephone, "
            "so that it can screen and mediate."
        ),
        error_messages={"required": _("Without this nobody could mediate. Please tick it")},
    )
    consent_transfer = forms.BooleanField(
        label=_("I ask that it goes on to mediation by itself when the merchant does not answer or we do not agree."),
        error_messages={"required": _("Without this a silent merchant would end your complaint. Please tick it")},
    )
    consent_publication = forms.BooleanField(
        label=_(
            "I agree that the case may be published without my name and personal data (you are asked again before)."
        ),
        help_text=_(
            "You may refuse: it changes nothing in how your complaint is handled. You can revoke it at any time."
        ),
        required=False,
    )
    again = forms.CharField(
        label=_("Why it is another matter"), max_length=300, required=False, widget=forms.HiddenInput
    )
