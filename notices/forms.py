"""By which channels one wants to be told."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from notices.models import Channel
from notices.reading import CHOOSABLE


class ChannelsForm(forms.Form):
    channels = forms.MultipleChoiceField(
        label=_("Reminders and questions by"),
        help_text=_("Steps of the procedure itself are always sent: you must be able to rely on them."),
        choices=[(channel, Channel(channel).label) for channel in CHOOSABLE],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
