"""Forms of a publication's way."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.widgets import ChoiceCards
from disclosure.models import Basis, ObjectionCode, WithdrawalCode


class DraftForm(forms.Form):
    basis = forms.ChoiceField(label=_("On what ground"), choices=Basis.choices, widget=ChoiceCards)
    harm = forms.CharField(
        label=_("The harmful conduct, in a sentence"), required=False, max_length=300,
        help_text=_("Needed for exposure and criticism. Facts, no verdict: what was done to how many people."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class MaskForm(forms.Form):
    words = forms.CharField(label=_("Words of the story to hide as well"), max_length=200)
    reason = forms.CharField(label=_("Why"), max_length=200)


class LiftForm(forms.Form):
    mark = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why it may be shown"), max_length=200)


class ObjectionForm(forms.Form):
    code = forms.ChoiceField(label=_("Ground of the objection"), choices=ObjectionCode.choices, widget=ChoiceCards)
    words = forms.CharField(label=_("What you object to"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))


class DecisionForm(forms.Form):
    answer = forms.CharField(
        label=_("Reasons, and the answer to the objection"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class WithdrawalForm(forms.Form):
    code = forms.ChoiceField(
        label=_("Why it is taken down"),
        choices=[choice for choice in WithdrawalCode.choices if choice[0] not in ("consent", "expired")],
    )
