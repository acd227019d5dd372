"""What an officer fills in when a notice arrived in another way."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import PastDateField
from accounts.forms.widgets import ChoiceCards
from notices.models import Channel, Way


class ChannelForm(forms.Form):
    channel = forms.ChoiceField(choices=[(c.value, c.label) for c in Channel if c is not Channel.IN_APP])


class ProofForm(forms.Form):
    """`by_letter`: only a letter counts here, and it needs the address it went to."""

    way = forms.ChoiceField(
        label=_("How it arrived"), choices=Way.choices, widget=ChoiceCards,
        error_messages={"required": _("Choose how it arrived")},
    )  # fmt: skip
    on = PastDateField(label=_("Reached on"))
    number = forms.CharField(label=_("Number of the registered letter"), max_length=40, required=False)
    address = forms.CharField(label=_("Sent to"), max_length=300, required=False)
    taken_by = forms.CharField(
        label=_("Who took it"), max_length=60, help_text=_("As on the receipt: the name, or 前台, 家属, 物业."),
        error_messages={"required": _("Fill in who took it: without it nothing is proven")},
    )  # fmt: skip

    def __init__(self, *args: Any, by_letter: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_letter:
            self.fields["way"].choices = [(Way.LETTER.value, Way.LETTER.label)]  # type: ignore[attr-defined]
            self.fields["way"].initial = Way.LETTER.value
            self.fields["number"].required = True
        else:
            del self.fields["address"]

    def clean(self) -> dict[str, Any]:
        """A letter proves by its number."""
        cleaned = super().clean() or {}
        if cleaned.get("way") == Way.LETTER and not cleaned.get("number") and "number" not in self.errors:
            self.add_error("number", _("A letter proves by its number: fill it in."))
        return cleaned
