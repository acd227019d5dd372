"""What the court desk asks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mediation.deeds import DeedForm
from mediation.screening.forms import LONG


class GrantForm(DeedForm):
    number = forms.CharField(label=_("Number of the ruling"), max_length=60)
    words = forms.CharField(label=_("What the court says"), max_length=2000, required=False, widget=LONG)


class RefuseForm(DeedForm):
    number = forms.CharField(label=_("Number of the ruling"), max_length=60)
    words = forms.CharField(label=_("Why it is not confirmed"), max_length=2000, widget=LONG)


class SupportForm(DeedForm):
    supported = forms.TypedChoiceField(
        label=_("Does the association support the lawsuit?"), coerce=lambda value: value == "yes",
        choices=[("yes", _("Yes, with an opinion")), ("no", _("No"))], widget=forms.RadioSelect,
    )  # fmt: skip
    words = forms.CharField(label=_("Reason"), max_length=2000, widget=LONG)
