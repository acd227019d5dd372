"""Writing at the desk: a note into a compartment, a message to both sides."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mediation.models import Compartment


class NoteForm(forms.Form):
    compartment = forms.ChoiceField(choices=Compartment.choices, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Note"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))


class MessageForm(forms.Form):
    text = forms.CharField(label=_("Message to both sides"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
