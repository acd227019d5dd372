"""What a mediation asks of the mediator: when and where, who came, what was agreed."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import FutureDateField, MoneyField
from accounts.forms.widgets import Chips, ChoiceCards
from complaints.clocks.calendar import SHANGHAI
from complaints.lifecycle.states import TerminationCode
from complaints.models import DemandKind
from mediation.acceptance.forms import UntilForm
from mediation.deeds import DeedForm
from mediation.models import Sitting
from mediation.models.sitting import Mode, SittingKind
from mediation.screening.forms import LONG, ReasonForm
from mediation.sittings.actions import Came
from mediation.sittings.agreement import Matter, Term


class WhenForm(forms.Form):
    """Day and time in Shanghai."""

    day = FutureDateField(label=_("Day"), help_text=_("For example 2026-06-20"))
    clock = forms.TimeField(
        label=_("Time"), help_text=_("For example 14:30"), input_formats=["%H:%M", "%H：%M", "%H.%M"],
        error_messages={"invalid": _("Write the time like 14:30")},
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )  # fmt: skip

    def starts_at(self) -> datetime:
        """The moment, aware."""
        at: time = self.cleaned_data["clock"]
        return datetime.combine(self.cleaned_data["day"], at, SHANGHAI)


class SittingForm(WhenForm):
    """Where: a place, or a link (left empty when this platform has a meeting server)."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=SittingKind.choices,
        widget=ChoiceCards(hints={
            SittingKind.BACK_TO_BACK.value: _("One side at a time; what is said stays in that side's compartment."),
            SittingKind.ROUND_TABLE.value: _("Both sides together; with a joint record that both sign."),
        }),
    )  # fmt: skip
    mode = forms.ChoiceField(label=_("Where"), choices=Mode.choices, widget=Chips)
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    link = forms.URLField(label=_("Link of the meeting"), max_length=300, required=False, assume_scheme="https")
    field_order = ("kind", "day", "clock", "mode", "place", "link")

    def clean(self) -> dict[str, Any]:
        """On site needs a place, online a link."""
        data = super().clean() or {}
        if data.get("mode") == Mode.ON_SITE and not data.get("place"):
            self.add_error("place", _("Say where it takes place."))
        if data.get("mode") == Mode.ONLINE and not data.get("link") and not settings.MEETING_URL:
            self.add_error("link", _("Give the link of the meeting."))
        return data


class RecordForm(forms.Form):
    """Who came, and the joint record of a round-table."""

    consumer = forms.BooleanField(label=_("The consumer came"), required=False)
    consumer_who = forms.CharField(label=_("In person or by whom"), max_length=80, required=False)
    merchant = forms.BooleanField(label=_("The merchant came"), required=False)
    merchant_who = forms.CharField(label=_("By whom, with which authority"), max_length=80, required=False)
    rights_told = forms.BooleanField(
        label=_("Both sides were told their rights, and nobody objects to the mediator"), required=False
    )
    minutes = forms.CharField(
        label=_("Joint record"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("What both sides said in each other's presence. Both sign it, so it is not privileged."),
    )  # fmt: skip

    def __init__(self, *args: Any, sitting: Sitting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sitting = sitting
        if sitting.kind != SittingKind.ROUND_TABLE:
            del self.fields["minutes"]

    def clean(self) -> dict[str, Any]:
        """Somebody came, and a round-table that both attended has a record."""
        data = super().clean() or {}
        if not (data.get("consumer") or data.get("merchant")):
            raise ValidationError(_("Nobody came? Then cancel the sitting, or end the mediation with its ground."))
        if "minutes" in self.fields and data.get("consumer") and data.get("merchant") and not data.get("minutes"):
            self.add_error("minutes", _("A round-table has a joint record."))
        if data.get("minutes") and not data.get("rights_told"):
            self.add_error("rights_told", _("Without it the record proves nothing."))
        return data

    def attendance(self) -> tuple[Came, ...]:
        """Both sides, whether they came."""
        return tuple(
            Came(side, self.cleaned_data[side], self.cleaned_data[f"{side}_who"]) for side in ("consumer", "merchant")
        )


class TerminationForm(ReasonForm):
    """The ground first, then the words of the notice."""

    code = forms.ChoiceField(label=_("Ground"), choices=TerminationCode.choices, widget=ChoiceCards)
    field_order = ("code", "reason")


class SuspensionForm(UntilForm):
    """Same fields as an extension: a day and a reason."""


class TermForm(forms.Form):
    """One line of the agreement."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "–"), *DemandKind.choices])
    title = forms.CharField(label=_("What"), max_length=60)
    amount = MoneyField(label=_("Amount, yuan"), required=False, least_fen=1)
    due_on = FutureDateField(label=_("By when"), help_text=_("For example 2026-06-20"))
    way = forms.CharField(label=_("How"), max_length=120, required=False)

    def term(self) -> Term:
        """As the action takes it."""
        data = self.cleaned_data
        return Term(data["kind"], data["title"], data["due_on"], data["amount"], data["way"])


class BaseTerms(BaseFormSet):  # type: ignore[type-arg]  # generic for mypy only
    """Lines of an agreement; an empty line is left out, a line can be dropped."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """The box that drops a line says so."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Drop this line")


def terms_of(lines: BaseFormSet[TermForm]) -> list[Term]:
    """The lines that stay, of a valid formset."""
    kept = [form for form in lines.forms if form not in lines.deleted_forms]
    return [form.term() for form in kept if form.cleaned_data.get("title")]


TermsFormSet = formset_factory(TermForm, formset=BaseTerms, extra=1, max_num=12, can_delete=True)


class FactsForm(forms.Form):
    """What the law demands of an agreement beside its lines."""

    facts = forms.CharField(label=_("Main facts"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    points = forms.CharField(label=_("Points in dispute"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    place = forms.CharField(label=_("Place of the mediation"), max_length=160)
    representative = forms.CharField(label=_("Legal representative of the merchant"), max_length=60)
    agent = forms.CharField(label=_("Who acts for the merchant, with which mandate"), max_length=80, required=False)
    consumer_address = forms.CharField(
        label=_("The consumer's address"), max_length=200, required=False,
        help_text=_("Left empty, the address given when filing stays. A court wants one."),
    )  # fmt: skip

    def matter(self) -> Matter:
        """As the action takes it."""
        return Matter(**self.cleaned_data)


class EmptyForm(DeedForm):
    """Nothing to fill in."""


__all__ = [
    "LONG", "EmptyForm", "FactsForm", "RecordForm", "SittingForm", "SuspensionForm", "TermForm", "TerminationForm",
    "TermsFormSet", "WhenForm",
]  # fmt: skip
